package argus.source;

import java.util.ArrayList;
import java.util.List;

/** Keeps what a supervisor said of its sources. */
public final class RecordingListener implements SourceSupervisor.Listener {
    public final List<SourceStatus> changes = new ArrayList<>();
    public final List<SourceSwitch> switches = new ArrayList<>();

    @Override
    public void changed(SourceStatus status) {
        changes.add(status);
    }

    @Override
    public void switched(SourceSwitch turn) {
        switches.add(turn);
    }
}

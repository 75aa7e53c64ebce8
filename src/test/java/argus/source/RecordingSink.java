package argus.source;

import argus.model.MarketEvent;
import java.util.ArrayList;
import java.util.List;

/** Keeps what a source said. */
public final class RecordingSink implements SourceSink {
    public final List<List<MarketEvent>> bursts = new ArrayList<>();
    public final List<SourceState> states = new ArrayList<>();
    public final List<String> reasons = new ArrayList<>();

    @Override
    public void events(List<MarketEvent> burst) {
        bursts.add(List.copyOf(burst));
    }

    @Override
    public void state(SourceState state, String reason) {
        states.add(state);
        reasons.add(reason);
    }

    public List<MarketEvent> events() {
        return bursts.stream().flatMap(List::stream).toList();
    }

    /** The events of one kind, oldest first. */
    public <T extends MarketEvent> List<T> events(Class<T> kind) {
        return events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public void forget() {
        bursts.clear();
        states.clear();
        reasons.clear();
    }
}

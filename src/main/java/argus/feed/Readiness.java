package argus.feed;

import argus.session.Sessions;
import argus.source.SourceSupervisor;
import java.util.ArrayList;
import java.util.List;

/** Whether clients should be sent to this node. Thread-safe. */
public final class Readiness {
    private final SourceSupervisor sources;
    private final Sessions sessions;

    public Readiness(SourceSupervisor sources, Sessions sessions) {
        this.sources = sources;
        this.sessions = sessions;
    }

    /** Whether nothing speaks against it. */
    public boolean ready() {
        return obstacles().isEmpty();
    }

    /** What speaks against it, one line each for people. */
    public List<String> obstacles() {
        var obstacles = new ArrayList<String>();
        if (sessions.draining()) {
            obstacles.add("the node is shutting down");
        }
        for (var source : sources.missing()) {
            obstacles.add("source " + source.name() + " is " + source.state() + ": " + source.reason());
        }
        return obstacles;
    }
}

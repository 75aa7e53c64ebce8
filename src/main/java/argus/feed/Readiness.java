package argus.feed;

import argus.session.Sessions;
import argus.source.SourceState;
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
        for (var source : sources.statuses()) {
            if (!connected(source.state())) {
                obstacles.add("source " + source.name() + " is " + source.state() + ": " + source.reason());
            }
        }
        return obstacles;
    }

    /** A silent source is still connected: sending clients elsewhere would not make it speak. */
    private static boolean connected(SourceState state) {
        return state == SourceState.UP || state == SourceState.STALE;
    }
}

package argus.source.binance.stream;

/** Runs what a timer or a connection brings: one task at a time, and none after the end. May be entered by any thread. */
@FunctionalInterface
public interface Turn {

    /** Waits for its turn and runs the task, or drops it where all has ended. */
    void take(Runnable task);
}

package argus.boot;

import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Has SIGTERM begin a drain instead of the container's own stop, which drops every socket without a word. */
final class TermSignal {
    private static final Signal TERM = new Signal("TERM");

    private final SignalHandler before;

    private TermSignal(SignalHandler before) {
        this.before = before;
    }

    /** @param action begins the drain; it must not wait */
    static TermSignal handle(Runnable action) {
        return new TermSignal(Signal.handle(TERM, signal -> action.run()));
    }

    /** Gives the signal back to whom it belonged before. */
    void restore() {
        Signal.handle(TERM, before);
    }
}

package argus.source;

import argus.model.MarketEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Keeps what a source says from threads of its own, and lets a test wait for it. Thread-safe. */
public final class WaitingSink implements SourceSink {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final List<MarketEvent> events = new ArrayList<>();
    private final List<String> states = new ArrayList<>();
    private int bursts;
    private int awaitedEvents;
    private int awaitedStates;

    @Override
    public synchronized void events(List<MarketEvent> burst) {
        events.addAll(burst);
        bursts++;
        notifyAll();
    }

    @Override
    public synchronized void state(SourceState state, String reason) {
        states.add(state + " " + reason);
        notifyAll();
    }

    public synchronized List<MarketEvent> events() {
        return List.copyOf(events);
    }

    public synchronized List<String> states() {
        return List.copyOf(states);
    }

    /** The first event of that kind which matches among those after the one awaited last. */
    public synchronized <T extends MarketEvent> T await(Class<T> kind, Predicate<T> wanted)
            throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        for (int i = awaitedEvents; ; i++) {
            while (i == events.size()) {
                waitUntil(deadline, kind.getSimpleName(), events);
            }
            if (kind.isInstance(events.get(i)) && wanted.test(kind.cast(events.get(i)))) {
                awaitedEvents = i + 1;
                return kind.cast(events.get(i));
            }
        }
    }

    /** The first state that begins so among those after the one awaited last. */
    public synchronized String awaitState(String beginning) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        for (int i = awaitedStates; ; i++) {
            while (i == states.size()) {
                waitUntil(deadline, beginning, states);
            }
            if (states.get(i).startsWith(beginning)) {
                awaitedStates = i + 1;
                return states.get(i);
            }
        }
    }

    /** Waits until so many more bursts have come in, empty ones included. */
    public synchronized void awaitBursts(int more) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        for (int enough = bursts + more; bursts < enough; ) {
            waitUntil(deadline, more + " bursts", events);
        }
    }

    private void waitUntil(long deadline, String what, List<?> instead) throws InterruptedException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
            throw new AssertionError("no " + what + "; instead " + instead);
        }
        wait(left);
    }
}

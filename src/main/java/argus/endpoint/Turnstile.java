package argus.endpoint;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets a few through at once, in the order in which they come: thousands who come back together would otherwise have all the
 * container's threads compete with the few that serve those who are there. Nobody waits for long. Thread-safe.
 */
final class Turnstile {
    private final Semaphore places;
    private final Duration patience;

    /**
     * @param places how many are let through at once
     * @param patience after which one goes through all the same
     */
    Turnstile(int places, Duration patience) {
        this.places = new Semaphore(places, true);
        this.patience = patience;
    }

    /** Waits for a place. @return whether it was given one, which it then has to {@link #leave} */
    boolean enter() {
        try {
            return places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives the place to the next. */
    void leave() {
        places.release();
    }
}

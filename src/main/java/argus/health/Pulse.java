package argus.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether something still works off what it is given: a probe is handed in behind everything that waits, and the
 * next only when it is done. Thread-safe.
 */
final class Pulse {
    private final Supplier<CompletableFuture<Void>> probe;
    private final Duration patience;
    private final Clock clock;
    private @Nullable CompletableFuture<Void> current;
    private Instant began = Instant.EPOCH;

    /** @param patience time after which a probe that is not done means the end */
    Pulse(Supplier<CompletableFuture<Void>> probe, Duration patience, Clock clock) {
        this.probe = probe;
        this.patience = patience;
        this.clock = clock;
    }

    /** Whether the probe of an earlier call is done, or may still take its time. */
    synchronized boolean beats() {
        if (current == null || current.isDone()) {
            current = probe.get();
            began = clock.instant();
        }
        return current.isDone() || Duration.between(began, clock.instant()).compareTo(patience) < 0;
    }
}

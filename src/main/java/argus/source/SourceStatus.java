package argus.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a source at one moment.
 *
 * @param reason of the state, one line for people
 * @param since when the state began
 * @param lastEvent when its last event came in, or null
 * @param events how many came in
 * @param wanted how many symbols are wanted of it
 */
public record SourceStatus(
        String name,
        SourceState state,
        String reason,
        Instant since,
        @Nullable Instant lastEvent,
        long events,
        int wanted) {

    /** Whether it is at work; one that is silent is, and sending clients elsewhere would not make it speak. */
    public boolean connected() {
        return state == SourceState.UP || state == SourceState.STALE;
    }
}

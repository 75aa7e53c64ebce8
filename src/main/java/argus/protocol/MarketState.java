package argus.protocol;

import argus.protocol.json.JsonOut;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the market of a symbol is open.
 *
 * @param phase what it is doing, as {@code regular}, {@code break} or {@code closed}
 * @param nextOpen when it opens; null while it is open, and where that is not known
 */
public record MarketState(String phase, @Nullable Instant nextOpen) {

    /** Writes it as the member {@code market}. */
    public void write(JsonOut out) {
        out.object("market")
                .member("phase", phase)
                .member("next_open", nextOpen)
                .endObject();
    }
}

package argus.source.tdx;

import argus.source.tdx.link.LinkSettings;
import java.time.Duration;

/**
 * What a TDX source does.
 *
 * @param links how servers are reached
 * @param interval between two polls of the same security
 * @param batch securities asked for in one request, at most 80
 * @param tradeSymbols of so many wanted securities trades are asked for, too
 * @param historyBars so many bars of a minute and of a day are fetched for a security that is wanted anew; 0 for none
 */
public record TdxSettings(LinkSettings links, Duration interval, int batch, int tradeSymbols, int historyBars) {
    /** Servers give no more quotes at once. */
    public static final int MOST_QUOTES = 80;
    /** Servers give no more bars at once. */
    public static final int MOST_BARS = 800;

    public TdxSettings {
        batch = Math.max(1, Math.min(batch, MOST_QUOTES));
        historyBars = Math.min(historyBars, MOST_BARS);
    }
}

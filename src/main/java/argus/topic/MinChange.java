package argus.topic;

import argus.model.Column;
import argus.model.MarketEvent;
import java.math.BigDecimal;

/**
 * How far a value has to be from the one last sent.
 *
 * @param column a number
 * @param by at least so much, more than zero
 * @param percent whether {@code by} is a percentage of the value last sent
 */
public record MinChange(Column column, BigDecimal by, boolean percent) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public MinChange {
        by = by.stripTrailingZeros(); // equal, however it is spelled
        if (by.signum() <= 0) {
            throw new IllegalArgumentException("by: " + by);
        }
    }

    /** Whether a value is to be sent after another; a number that comes or goes is a change. */
    public boolean reached(MarketEvent value, MarketEvent lastSent) {
        var now = column.value(value);
        var then = column.value(lastSent);
        if (!(now instanceof BigDecimal current) || !(then instanceof BigDecimal previous)) {
            return now != then;
        }
        var change = current.subtract(previous).abs();
        return percent
                ? change.multiply(HUNDRED).compareTo(by.multiply(previous.abs())) >= 0 && change.signum() != 0
                : change.compareTo(by) >= 0;
    }
}

package argus.source.yahoo.wire;

import argus.source.DecodeException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message of the stream: what it holds of each field, and nothing of those it does not hold. Immutable.
 *
 * @param values a text, a decimal or a whole number, by the kind of the field
 */
public record Pricing(Map<PricingField, Object> values) {

    /** @throws DecodeException if it has no id, no time or no price above zero */
    public Pricing {
        values = Map.copyOf(values);
        if (!(values.get(PricingField.ID) instanceof String id) || id.isEmpty()) {
            throw new DecodeException("a pricing message without an id");
        }
        if (!(values.get(PricingField.PRICE) instanceof BigDecimal price) || price.signum() <= 0) {
            throw new DecodeException("a pricing message of " + id + " without a price");
        }
        if (!(values.get(PricingField.TIME) instanceof Long time) || time <= 0 || time > LAST_MILLI) {
            throw new DecodeException("a pricing message of " + id + " without a time");
        }
    }

    /** The year 2100. */
    private static final long LAST_MILLI = 4_102_444_800_000L;

    /** By which name it was subscribed. */
    public String id() {
        return (String) required(PricingField.ID);
    }

    public BigDecimal price() {
        return (BigDecimal) required(PricingField.PRICE);
    }

    public Instant time() {
        return Instant.ofEpochMilli((Long) required(PricingField.TIME));
    }

    /** A price or another fraction; null where the message does not hold it. */
    public @Nullable BigDecimal decimal(PricingField field) {
        return (BigDecimal) values.get(field);
    }

    /** A count; null where the message does not hold it. */
    public @Nullable Long count(PricingField field) {
        return (Long) values.get(field);
    }

    /** A word; null where the message does not hold it. */
    public @Nullable String text(PricingField field) {
        return (String) values.get(field);
    }

    private Object required(PricingField field) {
        var value = values.get(field);
        if (value == null) {
            throw new IllegalStateException("checked when it was made: " + field);
        }
        return value;
    }
}

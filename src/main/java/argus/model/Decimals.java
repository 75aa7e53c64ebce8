package argus.model;

import java.math.BigDecimal;

/** Decimal numbers in the form in which they leave the service. */
public final class Decimals {
    private Decimals() {}

    /** The same number without zeros at the end of its fraction and with a scale of at least zero. */
    public static BigDecimal plain(BigDecimal value) {
        if (value.scale() == 0) {
            return value;
        }
        var stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}

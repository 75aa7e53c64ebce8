package argus.source.qmt.codec;

import argus.source.DecodeException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The volumes of one row in shares (contracts). {@code pvolume} counts shares and {@code volume} lots, so their ratio tells
 * how many shares this instrument has in a lot: 100 of a share or fund, 10 of some bonds, 1 of an option. Where it does not, what is usual for the
 * code holds.
 *
 * @param traded over the day; null where the row does not say
 * @param lot shares in a lot
 */
record QmtVolumes(@Nullable BigDecimal traded, int lot) {
    private static final BigDecimal BETWEEN_TEN_AND_HUNDRED = new BigDecimal("31.6");
    private static final BigDecimal BETWEEN_ONE_AND_TEN = new BigDecimal("3.16");

    static QmtVolumes of(QmtRow row) {
        var lots = row.number("volume");
        var shares = row.number("pvolume");
        boolean hasLots = lots != null && lots.signum() > 0;
        if (shares == null || shares.signum() == 0 && hasLots) {
            var usual = new QmtVolumes(null, QmtCode.lot(row.code()));
            return lots == null ? usual : new QmtVolumes(usual.shares(lots), usual.lot());
        }
        int lot = lots != null && hasLots && shares.signum() > 0
                ? lot(shares.divide(lots, MathContext.DECIMAL32))
                : QmtCode.lot(row.code());
        return new QmtVolumes(whole(shares), lot);
    }

    /** Lots as shares. */
    BigDecimal shares(BigDecimal lots) {
        return whole(lots.multiply(BigDecimal.valueOf(lot)));
    }

    private static int lot(BigDecimal ratio) {
        if (ratio.compareTo(BETWEEN_TEN_AND_HUNDRED) > 0) {
            return 100;
        }
        return ratio.compareTo(BETWEEN_ONE_AND_TEN) > 0 ? 10 : 1;
    }

    private static BigDecimal whole(BigDecimal volume) {
        if (volume.signum() < 0) {
            throw new DecodeException("a volume is negative: " + volume);
        }
        return volume.setScale(0, RoundingMode.HALF_UP);
    }
}

package argus.source.tdx.wire;

import argus.source.DecodeException;
import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** Reads the answers that hold the course of an auction. Stateless. */
public final class AuctionDecoder {
    private static final int RECORD_BYTES = 16;
    private static final int SECONDS = 60;

    private AuctionDecoder() {}

    /**
     * What an auction would give.
     *
     * @param price in currency
     * @param matched lots that would be traded
     * @param unmatched lots left over, of the buyers where positive, of the sellers where negative
     */
    public record AuctionPoint(LocalTime time, BigDecimal price, long matched, int unmatched) {}

    /** Of {@link Command#AUCTION}, oldest first. */
    public static List<AuctionPoint> decode(byte[] body) {
        var in = new Body(body);
        int count = in.count(RECORD_BYTES);
        var points = new ArrayList<AuctionPoint>(count);
        for (int n = 0; n < count; n++) {
            var minute = BarDecoder.minute(in.u16());
            var price = in.float32();
            long matched = in.u32();
            int unmatched = in.i32();
            in.skip(1);
            int second = in.u8();
            if (second >= SECONDS) {
                throw new DecodeException("not a second: " + second);
            }
            points.add(new AuctionPoint(minute.withSecond(second), price, matched, unmatched));
        }
        in.end();
        return points;
    }
}

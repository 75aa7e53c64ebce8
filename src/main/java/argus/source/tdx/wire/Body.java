package argus.source.tdx.wire;

import argus.source.DecodeException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HexFormat;

/**
 * The body of an answer, read from its beginning to its end. Every method throws {@link DecodeException} where the bytes
 * cannot be what it reads. For one thread.
 */
public final class Body {
    private static final Charset GBK = Charset.forName("GBK");
    private static final int VAR_INT_BYTES = 10;
    /** Sums of 65,535 numbers of so many bits stay within a long. */
    private static final int VAR_INT_BITS = 46;

    private final byte[] bytes;
    private final ByteBuffer in;

    public Body(byte[] bytes) {
        this.bytes = bytes;
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    public int remaining() {
        return in.remaining();
    }

    public int position() {
        return in.position();
    }

    /** Goes on at another place. */
    public void position(int at) {
        in.position(at);
    }

    public int u8() {
        need(1);
        return in.get() & 0xFF;
    }

    public int u16() {
        need(Short.BYTES);
        return in.getShort() & 0xFFFF;
    }

    public int i16() {
        need(Short.BYTES);
        return in.getShort();
    }

    public long u32() {
        need(Integer.BYTES);
        return in.getInt() & 0xFFFF_FFFFL;
    }

    public int i32() {
        need(Integer.BYTES);
        return in.getInt();
    }

    /**
     * A float32 as the number that was meant: a whole one exactly, another as its shortest decimal. The result read as a
     * float32 again gives the same bits.
     */
    public BigDecimal float32() {
        need(Float.BYTES);
        float value = in.getFloat();
        if (!Float.isFinite(value)) {
            throw new DecodeException("not a number at byte " + (in.position() - Float.BYTES));
        }
        return value == Math.rint(value) ? new BigDecimal(value) : new BigDecimal(Float.toString(value));
    }

    /** A number of sign and magnitude that takes as many bytes as it needs. */
    public long varInt() {
        int begin = in.position();
        int first = u8();
        long magnitude = first & 0x3F;
        int shift = 6;
        for (int next = first; (next & 0x80) != 0; shift += 7) {
            if (in.position() - begin == VAR_INT_BYTES) {
                throw new DecodeException("a number of more than ten bytes at byte " + begin);
            }
            next = u8();
            long part = next & 0x7F;
            if (part != 0 && Long.SIZE - Long.numberOfLeadingZeros(part) + shift > VAR_INT_BITS) {
                throw new DecodeException("a number too large at byte " + begin);
            }
            magnitude |= part << Math.min(shift, VAR_INT_BITS);
        }
        return (first & 0x40) == 0 ? magnitude : -magnitude;
    }

    /** So many ASCII characters. */
    public String ascii(int length) {
        return new String(raw(length), StandardCharsets.ISO_8859_1);
    }

    /** A market and six digits; both zero is what a server answers for a code it does not know. */
    public TdxCode code() {
        int market = u8();
        return digits(market);
    }

    /** Six digits of a market that is known. */
    public TdxCode digits(int market) {
        var digits = ascii(TdxCode.DIGITS);
        return code(market, digits.equals("\0\0\0\0\0\0") ? "000000" : digits);
    }

    /** Chinese text that ends at its first zero, in so many bytes. */
    public String text(int length) {
        var raw = raw(length);
        int end = 0;
        while (end < raw.length && raw[end] != 0) {
            end++;
        }
        return new String(raw, 0, end, GBK).strip();
    }

    /** A date written as the number YYYYMMDD. */
    public LocalDate date() {
        return date(u32());
    }

    public byte[] raw(int length) {
        need(length);
        var raw = new byte[length];
        in.get(raw);
        return raw;
    }

    public String hex(int length) {
        return HexFormat.of().formatHex(raw(length));
    }

    public void skip(int length) {
        need(length);
        in.position(in.position() + length);
    }

    /** A count of records, each of at least so many bytes. */
    public int count(int recordBytes) {
        int count = u16();
        if ((long) count * recordBytes > remaining()) {
            throw new DecodeException(count + " records announced, and " + remaining() + " bytes for them");
        }
        return count;
    }

    /** Says that everything has to be read by now: bytes left over mean that the layout is another one. */
    public void end() {
        if (remaining() > 0) {
            throw new DecodeException(remaining() + " bytes left over of " + bytes.length);
        }
    }

    static LocalDate date(long yyyymmdd) {
        return date((int) (yyyymmdd / 10_000), (int) (yyyymmdd / 100 % 100), (int) (yyyymmdd % 100));
    }

    static LocalDate date(int year, int month, int day) {
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException e) {
            throw new DecodeException("not a date: " + year + '-' + month + '-' + day, e);
        }
    }

    static TdxCode code(int market, String digits) {
        if (!TdxCode.isCode(digits)) {
            throw new DecodeException("not a code: " + digits);
        }
        return new TdxCode(market, digits);
    }

    private void need(int length) {
        if (length > in.remaining()) {
            throw new DecodeException("the body ends at byte " + bytes.length + ", " + (length - in.remaining())
                    + " before what is read there does");
        }
    }
}

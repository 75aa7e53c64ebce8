package argus.source.tdx.wire;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Writes what {@link Body} reads. */
public final class BodyWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public BodyWriter u8(int value) {
        out.write(value);
        return this;
    }

    public BodyWriter u16(int value) {
        return u8(value).u8(value >> 8);
    }

    public BodyWriter u32(long value) {
        return u16((int) value).u16((int) (value >> 16));
    }

    public BodyWriter float32(BigDecimal value) {
        return u32(Float.floatToIntBits(value.floatValue()));
    }

    public BodyWriter varInt(long value) {
        long rest = Math.abs(value);
        int first = (int) (rest & 0x3F) | (value < 0 ? 0x40 : 0);
        rest >>= 6;
        u8(first | (rest > 0 ? 0x80 : 0));
        while (rest > 0) {
            int part = (int) (rest & 0x7F);
            rest >>= 7;
            u8(part | (rest > 0 ? 0x80 : 0));
        }
        return this;
    }

    public BodyWriter raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public BodyWriter zeros(int count) {
        return raw(new byte[count]);
    }

    public BodyWriter digits(String digits) {
        return raw(digits.getBytes(StandardCharsets.US_ASCII));
    }

    public BodyWriter code(TdxCode code) {
        return u8(code.market()).digits(code.digits());
    }

    /** Chinese text, cut or filled up to that length. */
    public BodyWriter text(String text, int length) {
        return raw(Arrays.copyOf(text.getBytes(Charset.forName("GBK")), length));
    }

    public BodyWriter date(LocalDate date) {
        return u32((date.getYear() * 100L + date.getMonthValue()) * 100 + date.getDayOfMonth());
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    /** A whole answer with that body. */
    public static byte[] answer(long id, int command, byte[] body, boolean compressed) {
        var wire = compressed ? deflated(body) : body;
        return new BodyWriter()
                .u32(0x0074CBB1)
                .u8(compressed ? 0x1C : 0x0C)
                .u32(id)
                .u8(0)
                .u16(command)
                .u16(wire.length)
                .u16(body.length)
                .raw(wire)
                .bytes();
    }

    public static byte[] deflated(byte[] body) {
        var deflater = new Deflater();
        deflater.setInput(body);
        deflater.finish();
        var buffer = new byte[body.length + 64];
        int length = deflater.deflate(buffer);
        deflater.end();
        return Arrays.copyOf(buffer, length);
    }
}

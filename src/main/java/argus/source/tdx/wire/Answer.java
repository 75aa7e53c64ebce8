package argus.source.tdx.wire;

import argus.source.DecodeException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * One answer of a server.
 *
 * @param body inflated, at most 64 KiB; not to be changed
 */
public record Answer(Header header, byte[] body) {
    private static final long MAGIC = 0x0074CBB1;

    /**
     * The sixteen bytes before a body.
     *
     * @param control bit 4 says that the body is compressed
     * @param id of the request
     * @param flag of unknown meaning
     * @param command of the request
     * @param wireLength bytes of the body on the wire
     * @param length bytes of the body when inflated; compressed where the two differ
     */
    public record Header(int control, long id, int flag, int command, int wireLength, int length) {
        public static final int BYTES = 16;

        static Header read(byte[] bytes) {
            var in = new Body(bytes);
            long magic = in.u32();
            if (magic != MAGIC) {
                throw new DecodeException("not the beginning of an answer: " + DecodeException.shown(bytes));
            }
            return new Header(in.u8(), in.u32(), in.u8(), in.u16(), in.u16(), in.u16());
        }
    }

    /**
     * Reads one answer, however many segments it comes in.
     *
     * @throws DecodeException if it is none; the stream is then of no use any more
     * @throws EOFException if the stream ends before the answer does
     */
    public static Answer read(InputStream in) throws IOException {
        var header = Header.read(bytes(in, Header.BYTES));
        var body = bytes(in, header.wireLength());
        return new Answer(header, header.wireLength() == header.length() ? body : inflated(body, header.length()));
    }

    private static byte[] bytes(InputStream in, int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    /** Room is made for what was announced and for one byte more, which must not come. */
    private static byte[] inflated(byte[] body, int length) {
        var inflater = new Inflater();
        try {
            inflater.setInput(body);
            var bytes = new byte[length];
            int filled = 0;
            while (filled < length) {
                int more = inflater.inflate(bytes, filled, length - filled);
                if (more == 0) {
                    throw new DecodeException("a compressed body of " + filled + " bytes instead of " + length);
                }
                filled += more;
            }
            if (inflater.inflate(new byte[1]) != 0 || !inflater.finished()) {
                throw new DecodeException("a compressed body of more than " + length + " bytes");
            }
            return bytes;
        } catch (DataFormatException e) {
            throw new DecodeException("a body that cannot be inflated: " + DecodeException.shown(body), e);
        } finally {
            inflater.end();
        }
    }
}

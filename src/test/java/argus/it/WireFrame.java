package argus.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.GZIPInputStream;

/**
 * One frame of RFC 6455 as it goes over the wire, whether the rules allow it or not.
 *
 * @param last whether it ends its message
 * @param opcode 0 continuation, 1 text, 2 binary, 8 close, 9 ping, 10 pong
 */
public record WireFrame(boolean last, int opcode, byte[] payload) {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    /** A whole text message. */
    public static WireFrame text(String text) {
        return new WireFrame(true, TEXT, text.getBytes(UTF_8));
    }

    /** A close frame. */
    public static WireFrame close(int code, String reason) {
        var text = reason.getBytes(UTF_8);
        var payload = ByteBuffer.allocate(2 + text.length).putShort((short) code);
        return new WireFrame(true, CLOSE, payload.put(text).array());
    }

    /** The payload as UTF-8. */
    public String text() {
        return new String(payload, UTF_8);
    }

    /** Whether it is a part of a message. */
    boolean isData() {
        return opcode <= BINARY;
    }

    /** The text of a message in whatever encoding: UTF-8, or gzip of it. */
    static String message(byte[] bytes) throws IOException {
        var gzip = bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
        return new String(gzip ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes, UTF_8);
    }

    /** The code of a close frame; 1005 if it has none. */
    public int closeCode() {
        return payload.length < 2 ? 1005 : ByteBuffer.wrap(payload).getShort() & 0xffff;
    }

    /**
     * Reads the next frame, with or without a mask.
     *
     * @throws java.io.EOFException if the stream ends
     */
    public static WireFrame read(InputStream stream) throws IOException {
        var in = new DataInputStream(stream);
        var first = in.readUnsignedByte();
        var second = in.readUnsignedByte();
        long length = second & 0x7f;
        if (length == 126) length = in.readUnsignedShort();
        else if (length == 127) length = in.readLong();
        var mask = new byte[4];
        if ((second & 0x80) != 0) in.readFully(mask);
        var payload = new byte[Math.toIntExact(length)];
        in.readFully(payload);
        return new WireFrame((first & 0x80) != 0, first & 0x0f, masked(payload, mask));
    }

    /** The bytes a client sends. */
    byte[] fromClient() {
        var mask = new byte[4];
        ThreadLocalRandom.current().nextBytes(mask);
        return bytes(0x80, mask, masked(payload, mask));
    }

    /** The bytes a server sends; from a client they break the protocol. */
    byte[] fromServer() {
        return bytes(0, new byte[0], payload);
    }

    private byte[] bytes(int maskBit, byte[] mask, byte[] body) {
        var out = ByteBuffer.allocate(10 + mask.length + body.length);
        out.put((byte) ((last ? 0x80 : 0) | opcode));
        if (body.length < 126) out.put((byte) (maskBit | body.length));
        else if (body.length < 65536) out.put((byte) (maskBit | 126)).putShort((short) body.length);
        else out.put((byte) (maskBit | 127)).putLong(body.length);
        out.put(mask).put(body).flip();
        var bytes = new byte[out.remaining()];
        out.get(bytes);
        return bytes;
    }

    private static byte[] masked(byte[] bytes, byte[] mask) {
        var result = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) result[i] = (byte) (bytes[i] ^ mask[i & 3]);
        return result;
    }
}

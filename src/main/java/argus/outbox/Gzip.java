package argus.outbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Compresses messages (RFC 1952). Equal messages become equal bytes. Thread-safe. */
public final class Gzip {
    // a batch is compressed once for all that are sent it, so a tenth fewer bytes than level 3 are worth the time
    private static final int LEVEL = 6;

    // no name, no time, no operating system: nothing but the message decides the bytes
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};
    private static final int TRAILER = 8;

    // making a deflater costs more than most messages; there are as many as threads that compressed at once
    private final ConcurrentLinkedQueue<Deflater> idle = new ConcurrentLinkedQueue<>();
    private final int level;
    private final LongAdder made;

    /** @param made counts what is compressed */
    public Gzip(LongAdder made) {
        this(LEVEL, made);
    }

    Gzip(int level, LongAdder made) {
        this.level = level;
        this.made = made;
    }

    /** The message as one gzip member. */
    public byte[] pack(byte[] plain) {
        made.increment();
        var pooled = idle.poll();
        var deflater = pooled == null ? new Deflater(level, true) : pooled;
        deflater.setInput(plain);
        deflater.finish();
        var out = Arrays.copyOf(HEADER, HEADER.length + TRAILER + Math.max(64, plain.length / 2));
        int length = HEADER.length;
        for (; ; out = Arrays.copyOf(out, 2 * out.length)) {
            length += deflater.deflate(out, length, out.length - TRAILER - length);
            if (deflater.finished()) {
                break;
            }
        }
        deflater.reset();
        idle.add(deflater);
        var crc = new CRC32();
        crc.update(plain);
        ByteBuffer.wrap(out, length, TRAILER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .putInt(plain.length);
        return Arrays.copyOf(out, length + TRAILER);
    }
}

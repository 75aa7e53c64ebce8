package argus.outbox;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What clients receive of one update, in each form in which it may be sent. Forms are made when first asked for and kept;
 * a race makes one twice, which is harmless. Thread-safe.
 */
public final class Image {
    private final String text;
    private final int from;
    private final int to;
    private volatile @Nullable ByteBuffer bytes;
    private volatile @Nullable ByteBuffer packed;

    /**
     * @param text the message by itself
     * @param from where the part begins that is left out in a batch
     * @param to where it ends
     */
    public Image(String text, int from, int to) {
        this.text = text;
        this.from = from;
        this.to = to;
    }

    /** The message by itself. */
    public String text() {
        return text;
    }

    /** The message as it stands in a batch; made anew by each call. */
    public String item() {
        var out = new StringBuilder(itemLength());
        appendItem(out);
        return out.toString();
    }

    /** Appends {@link #item} to a batch. */
    public void appendItem(StringBuilder batch) {
        batch.append(text, 0, from).append(text, to, text.length());
    }

    /** Characters of {@link #item}. */
    public int itemLength() {
        return text.length() - (to - from);
    }

    /** The message by itself in UTF-8. */
    public ByteBuffer bytes() {
        var made = bytes;
        if (made == null) {
            made = outsideTheHeap(utf8());
            bytes = made;
        }
        return made.duplicate();
    }

    /** The message by itself, compressed. */
    public ByteBuffer gzip(Gzip gzip) {
        var made = packed;
        if (made == null) {
            made = outsideTheHeap(gzip.pack(utf8()));
            packed = made;
        }
        return made.duplicate();
    }

    private byte[] utf8() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Where a socket takes them from: bytes on the heap are copied by the container for each session they are sent to. */
    private static ByteBuffer outsideTheHeap(byte[] content) {
        return ByteBuffer.allocateDirect(content.length).put(content).flip().asReadOnlyBuffer();
    }
}

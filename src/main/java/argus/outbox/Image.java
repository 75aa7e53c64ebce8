package argus.outbox;

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
    private volatile byte @Nullable [] bytes;
    private volatile byte @Nullable [] packed;

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

    /** The message by itself in UTF-8; not to be changed. */
    public byte[] bytes() {
        var made = bytes;
        if (made == null) {
            made = text.getBytes(StandardCharsets.UTF_8);
            bytes = made;
        }
        return made;
    }

    /** The message by itself, compressed; not to be changed. */
    public byte[] gzip(Gzip gzip) {
        var made = packed;
        if (made == null) {
            made = gzip.pack(bytes());
            packed = made;
        }
        return made;
    }
}

package argus.protocol;

import argus.protocol.json.IsoTime;
import java.time.Clock;
import java.time.ZoneOffset;

/** Writes several messages as one. Thread-safe. */
public final class BatchWriter {
    private final IsoTime utc = new IsoTime(ZoneOffset.UTC);
    private final Clock clock;

    /** @param clock gives the time of a batch without updates */
    public BatchWriter(Clock clock) {
        this.clock = clock;
    }

    /**
     * Begins a batch.
     *
     * @param n how many messages will follow
     * @param ts when the newest update among them was accepted, epoch milliseconds: the time of a batch of updates is a
     *     function of them, so that its text is; 0 if there is none
     * @param length characters of the messages, about
     */
    public StringBuilder open(int n, long ts, int length) {
        var out = new StringBuilder(length + 80);
        out.append("{\"type\":\"batch\",\"n\":").append(n).append(",\"timestamp\":\"");
        utc.append(out, ts == 0 ? clock.millis() : ts);
        return out.append("\",\"items\":[");
    }

    /** Makes room for the next message, a JSON object that is to be appended. */
    public static StringBuilder next(StringBuilder batch) {
        return batch.charAt(batch.length() - 1) == '[' ? batch : batch.append(',');
    }

    /** Ends a batch. @return its text */
    public static String close(StringBuilder batch) {
        return batch.append("]}").toString();
    }
}

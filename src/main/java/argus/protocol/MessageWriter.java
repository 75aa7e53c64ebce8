package argus.protocol;

import argus.protocol.json.JsonOut;
import java.time.Clock;

/** Writes the messages that are no updates. Thread-safe. */
public final class MessageWriter {
    private final Clock clock;

    /** @param clock gives the time of each message */
    public MessageWriter(Clock clock) {
        this.clock = clock;
    }

    /** The text of one frame. */
    public String write(ServerMessage message) {
        var text = new StringBuilder(256);
        var out = new JsonOut(text).object().member("type", message.type());
        var id = message.id();
        out.raw("id", id == null ? null : id.json())
                .member("timestamp", clock.instant())
                .object("data");
        message.write(out);
        out.endObject().endObject();
        return text.toString();
    }
}

package argus.session;

import argus.metrics.ServiceMetrics;
import argus.protocol.ErrorCode;
import argus.protocol.MessageWriter;
import argus.protocol.ProtocolException;
import argus.protocol.ServerMessage;

/** Answers clients, and counts what is refused. Thread-safe. */
final class Replies {
    private final MessageWriter writer;
    private final ServiceMetrics metrics;

    Replies(MessageWriter writer, ServiceMetrics metrics) {
        this.writer = writer;
        this.metrics = metrics;
    }

    void send(ClientSession session, ServerMessage message) {
        session.send(writer.write(message));
    }

    /** The text of a message that is sent by other means. */
    String text(ServerMessage message) {
        return writer.write(message);
    }

    /** Sends a message that refuses something. */
    void refuse(ClientSession session, ErrorCode code, ServerMessage refusal) {
        ServiceMetrics.count(metrics.errors(), code.name());
        send(session, refusal);
    }

    /** Tells a client what was wrong. */
    void refuse(ClientSession session, ProtocolException fault) {
        refuse(session, fault.code(), new ServerMessage.ErrorReply(fault, null, session.id()));
    }
}

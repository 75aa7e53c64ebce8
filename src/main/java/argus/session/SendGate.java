package argus.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * The one place through which frames and pings of a session are written, so that at most one send is in flight and, on a
 * blocking transport, none that could block. Used by the session's flusher; pongs and completions come from other threads.
 */
final class SendGate {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int FRAME_HEADER = 10;

    private final Transport transport;
    private final SendCredit credit = new SendCredit();
    private @Nullable Payload rest;
    private int restFrom;
    private volatile boolean inFlight;
    private volatile boolean pingWanted;
    private volatile long stuckSince;

    SendGate(Transport transport) {
        this.transport = transport;
    }

    /** Whether a frame can be sent now; if not, a completion or a pong will come. */
    boolean open() {
        return !inFlight && (!transport.blocking() || credit.open());
    }

    /** Whether the container still has a frame that it has not taken in full. */
    boolean inFlight() {
        return inFlight;
    }

    /** Whether a long message still has parts to send, which go before anything else. */
    boolean hasRest() {
        return rest != null;
    }

    /**
     * Sends a frame, or the first part of a long one.
     *
     * @throws IOException if the connection is gone
     */
    void send(Payload payload, Transport.Completion completion) throws IOException {
        if (!transport.blocking()) {
            inFlight = true;
            boolean written = false;
            try {
                written = payload.send(transport, completion);
            } finally {
                if (written) {
                    inFlight = false;
                }
            }
        } else if (payload.size() <= SendCredit.PIECE) {
            payload.send(transport, completion);
            credit.sent(payload.size() + FRAME_HEADER);
        } else {
            rest = payload;
            restFrom = 0;
            sendRest(completion);
        }
    }

    /** Sends the next part of a long frame. */
    void sendRest(Transport.Completion completion) throws IOException {
        var payload = rest;
        if (payload != null) {
            int to = payload.endOfPart(restFrom, SendCredit.PIECE);
            payload.sendPart(transport, restFrom, to, completion);
            int widest = payload.size() == payload.length() ? 1 : 3; // bytes for a character
            credit.sent(widest * (to - restFrom) + FRAME_HEADER);
            restFrom = to;
            if (to == payload.length()) {
                rest = null;
            }
        }
    }

    /** Notes that the send in flight has ended. */
    void completed() {
        inFlight = false;
    }

    /** Whether a ping is wanted, or called for by credit, and can be sent now. */
    boolean pingDue() {
        return (pingWanted || (transport.blocking() && credit.pingDue())) && !inFlight;
    }

    /** Sends a ping. {@code now} in epoch milliseconds. */
    void ping(long now) throws IOException {
        pingWanted = false;
        long payload = RANDOM.nextLong();
        credit.pinging(payload, now);
        transport.ping(ByteBuffer.allocate(Long.BYTES).putLong(0, payload));
    }

    /** Asks for a ping at the next occasion, unless one has no answer yet. @return whether it was asked for */
    boolean wantPing() {
        if (credit.waiting() || pingWanted) {
            return false;
        }
        pingWanted = true;
        return true;
    }

    /** Takes the payload of a pong. @return whether it answers a ping of ours */
    boolean pong(ByteBuffer payload, long now) {
        return payload.remaining() == Long.BYTES && credit.answered(payload.getLong(payload.position()), now);
    }

    /** Notes whether something waits, here or in the container, that the client does not take. {@code now} in epoch milliseconds. */
    void stuck(boolean stuck, long now) {
        if (stuck != (stuckSince != 0)) {
            stuckSince = stuck ? now : 0;
        }
    }

    /** Whether something waits that cannot be sent. */
    boolean isStuck() {
        return stuckSince != 0;
    }

    /** For how long something has waited that the client does not take, in milliseconds. */
    long stuckMs(long now) {
        long since = stuckSince;
        return since == 0 ? 0 : Math.max(1, now - since);
    }

    /** How long the last answered ping took, in milliseconds; -1 before the first. */
    long roundTripMs() {
        return credit.roundTripMs();
    }

    /** For how long a ping has had no answer, in milliseconds. */
    long pingAgeMs(long now) {
        long since = credit.waitingSince();
        return since == 0 ? 0 : now - since;
    }
}

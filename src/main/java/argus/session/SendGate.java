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
    private @Nullable String rest;
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
     * Sends a message, or the first part of a long one.
     *
     * @param size its length in bytes
     * @throws IOException if the connection is gone
     */
    void send(String text, int size, Transport.Completion completion) throws IOException {
        if (!transport.blocking()) {
            inFlight = true;
            boolean written = false;
            try {
                written = transport.send(text, true, completion);
            } finally {
                if (written) {
                    inFlight = false;
                }
            }
        } else if (size <= SendCredit.PIECE) {
            transport.send(text, true, completion);
            credit.sent(size + FRAME_HEADER);
        } else {
            rest = text;
            restFrom = 0;
            sendRest(completion);
        }
    }

    /** Sends the next part of a long message. */
    void sendRest(Transport.Completion completion) throws IOException {
        if (rest != null) {
            int to = endOfPiece(rest, restFrom);
            boolean last = to == rest.length();
            transport.send(rest.substring(restFrom, to), last, completion);
            credit.sent(3 * (to - restFrom) + FRAME_HEADER);
            restFrom = to;
            if (last) {
                rest = null;
            }
        }
    }

    /** Notes that the send in flight has ended. */
    void completed() {
        inFlight = false;
    }

    /** Sends a ping if one is wanted or credit calls for one. {@code now} in epoch milliseconds. */
    void pingIfDue(long now) throws IOException {
        if ((pingWanted || (transport.blocking() && credit.pingDue())) && !inFlight) {
            pingWanted = false;
            long payload = RANDOM.nextLong();
            credit.pinging(payload, now);
            transport.ping(ByteBuffer.allocate(Long.BYTES).putLong(0, payload));
        }
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

    /** For how long a ping has had no answer, in milliseconds. */
    long pingAgeMs(long now) {
        long since = credit.waitingSince();
        return since == 0 ? 0 : now - since;
    }

    private static int endOfPiece(String text, int from) {
        int to = Math.min(text.length(), from + SendCredit.PIECE / 3);
        return to < text.length() && Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
    }
}

package argus.session;

/** Why a session ends, as the client is told in the close frame. */
public enum Disconnect {
    NORMAL(1000, "bye", true),
    TOO_LARGE(1009, "message too large", false),
    INTERNAL(1011, "internal error", true),
    /** A write failed; the connection is most likely gone. */
    BROKEN(1011, "write failed", true),
    RESTART(1012, "restart", true),
    BAD_TOKEN(4001, "bad token", false),
    FORBIDDEN(4002, "forbidden", false),
    CONNECTION_LIMIT(4004, "connection limit", false),
    PROTOCOL_VIOLATION(4005, "protocol violation", false),
    SLOW_CONSUMER(4108, "slow consumer", true),
    NO_PONG(4112, "no pong", true),
    RATE_LIMIT(4113, "rate limit", true),
    /** The client closed the connection itself. */
    LEFT(1000, "client left", true),
    /** The connection was gone without a close: nothing can be told. */
    GONE(1006, "gone", true);

    private final int code;
    private final String reason;
    private final boolean comeBack;

    Disconnect(int code, String reason, boolean comeBack) {
        this.code = code;
        this.reason = reason;
        this.comeBack = comeBack;
    }

    public int code() {
        return code;
    }

    /** At most 123 bytes. */
    public String reason() {
        return reason;
    }

    /** Whether there is still a connection to close. */
    boolean closes() {
        return this != LEFT && this != GONE;
    }

    /** Whether the client may come back unchanged. */
    public boolean comeBack() {
        return comeBack;
    }
}

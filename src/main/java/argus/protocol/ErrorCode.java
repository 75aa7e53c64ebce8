package argus.protocol;

import java.util.Locale;

/** The registry of errors a client can be told. Number and name are part of the contract and never reused. */
public enum ErrorCode {
    BAD_JSON(4000, Retry.NO, "The message is not valid JSON"),
    UNKNOWN_TYPE(4003, Retry.NO, "The message type is not known"),
    BAD_REQUEST(4006, Retry.NO, "The message is not a valid request"),
    AUTH_REQUIRED(4010, Retry.AFTER_AUTH, "Authentication is required"),
    AUTH_FAILED(4011, Retry.AFTER_AUTH, "Authentication failed"),
    TOKEN_EXPIRED(4012, Retry.AFTER_AUTH, "The token has expired"),
    FORBIDDEN_TOPIC(4030, Retry.NO, "The topic is not permitted"),
    FORBIDDEN_ORIGIN(4031, Retry.NO, "Pages of this origin may not connect"),
    UNKNOWN_SYMBOL(4041, Retry.NO, "The symbol is not known"),
    UNKNOWN_DATA_TYPE(4042, Retry.NO, "The data type is not known"),
    UNKNOWN_SUBSCRIPTION(4043, Retry.NO, "There is no such subscription"),
    EPOCH_CHANGED(4091, Retry.YES, "The epoch has changed; go on from the snapshot"),
    FRAME_TOO_LARGE(4130, Retry.NO, "The message is too large"),
    RATE_LIMITED(4290, Retry.YES, "Too many messages"),
    TOPIC_LIMIT(4291, Retry.NO, "Too many subscriptions"),
    CONNECTION_LIMIT(4292, Retry.NO, "Too many connections"),
    INTERNAL(5000, Retry.YES, "Internal error"),
    SOURCE_DOWN(5030, Retry.YES, "The source of this symbol is down"),
    NODE_DRAINING(5031, Retry.YES, "This node is shutting down");

    /** Whether the same request can succeed later. */
    public enum Retry {
        /** Not unchanged. */
        NO,
        /** Yes, as it is. */
        YES,
        /** Once the client has authenticated. */
        AFTER_AUTH;

        private final String wire = name().toLowerCase(Locale.ROOT);

        /** The lower-case name used in answers. */
        public String wire() {
            return wire;
        }
    }

    private final int number;
    private final Retry retry;
    private final String text;

    ErrorCode(int number, Retry retry, String text) {
        this.number = number;
        this.retry = retry;
        this.text = text;
    }

    /** The number used in messages. */
    public int number() {
        return number;
    }

    public Retry retry() {
        return retry;
    }

    /** Whether the same request can succeed later without anything else being done. */
    public boolean retryable() {
        return retry == Retry.YES;
    }

    /** What it means, in one English sentence, where nothing more exact is known. */
    public String text() {
        return text;
    }
}

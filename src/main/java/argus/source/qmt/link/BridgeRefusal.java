package argus.source.qmt.link;

/** A bridge answers, but not with what was asked for. */
public final class BridgeRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int NOT_IMPLEMENTED = 501;

    private final int status;

    /** @param detail in the bridge's own words */
    public BridgeRefusal(int status, String detail) {
        super(
                status == UNAUTHORIZED || status == FORBIDDEN
                        ? "the bridge refuses the key (" + status + "): " + detail
                        : "the bridge answers " + status + ": " + detail);
        this.status = status;
    }

    /** Whether the bridge does not have what was asked for, rather than that it could not give it now. */
    public boolean isUnknown() {
        return status == NOT_FOUND || status == NOT_ALLOWED || status == NOT_IMPLEMENTED;
    }
}

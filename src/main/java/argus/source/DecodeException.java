package argus.source;

import java.util.HexFormat;

/** What a venue sent cannot be what it should be. It is counted and dropped; it never stops the source. */
public final class DecodeException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 64;

    /** @param message what is wrong and where, one line for people */
    public DecodeException(String message) {
        super(message);
    }

    /** @param message what is wrong and where, one line for people */
    public DecodeException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The beginning of a frame as hexadecimal digits, for the log. */
    public static String shown(byte[] frame) {
        int length = Math.min(frame.length, SHOWN);
        var digits = HexFormat.of().formatHex(frame, 0, length);
        return length == frame.length ? digits : digits + "… (" + frame.length + " bytes)";
    }
}

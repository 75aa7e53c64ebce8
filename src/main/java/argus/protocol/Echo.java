package argus.protocol;

import argus.protocol.json.JsonText;

/**
 * A string or number chosen by the client and given back as it was.
 *
 * @param json its JSON text
 */
public record Echo(String json) {
    /** The longest one accepted, in characters. */
    public static final int MAX_LENGTH = 256;

    /** The echo of a string. */
    public static Echo of(String text) {
        var json = new StringBuilder(text.length() + 2);
        JsonText.string(json, text);
        return new Echo(json.toString());
    }

    /** The echo of a number. */
    public static Echo of(long number) {
        return new Echo(Long.toString(number));
    }
}

package argus.session;

/** Lengths of text as sent. */
final class Utf8 {
    private Utf8() {}

    /** Bytes of the text in UTF-8. */
    static int length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return length;
    }
}

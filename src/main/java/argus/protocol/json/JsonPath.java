package argus.protocol.json;

/** Names a place in a JSON text: {@code $.data.symbols[1]}. */
public final class JsonPath {
    /** The outermost value. */
    public static final String ROOT = "$";

    private static final int LONGEST_NAME = 40;

    private JsonPath() {}

    /** The place of a member; a name that is no plain word is written in brackets, a very long one is cut. */
    public static String member(String parent, String name) {
        var shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
        if (isWord(shown)) {
            return parent + '.' + shown;
        }
        var path = new StringBuilder(parent).append('[');
        JsonText.string(path, shown);
        return path.append(']').toString();
    }

    /** The place of an element, counted from 0. */
    public static String item(String parent, int index) {
        return parent + '[' + index + ']';
    }

    private static boolean isWord(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || c == '_'
                                || c == '-');
    }
}

package argus.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** The published messages, laid out for reading; on the wire they have no white space. */
public final class Golden {
    private static final Pattern STRING_OR_SPACE = Pattern.compile("(\"(?:[^\"\\\\]|\\\\.)*\")|\\s+");

    private Golden() {}

    /** The text of a golden file as it is sent. */
    public static String wire(String name) {
        try (var file = Golden.class.getResourceAsStream(name + ".json")) {
            if (file == null) {
                throw new AssertionError("no golden file " + name);
            }
            return compact(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same JSON without white space; every other character stays. */
    public static String compact(String json) {
        return STRING_OR_SPACE.matcher(json).replaceAll("$1");
    }
}

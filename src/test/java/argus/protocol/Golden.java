package argus.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** The names of all golden files in a folder, without their endings. */
    public static List<String> names(String folder) {
        try (var files = Files.list(Path.of("src/test/resources/argus/protocol", folder))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - 5))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same JSON without white space; every other character stays. */
    public static String compact(String json) {
        return STRING_OR_SPACE.matcher(json).replaceAll("$1");
    }
}

package argus.source.tdx.wire;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What once went over a wire, with what it means: lines of {@code key: value}, and JSON beside them. */
public record Capture(String name, Map<String, String> keys, JsonObject expected) {
    /** Beside the project, where somebody has put them. */
    public static final Path DIRECTORY = Path.of("../shared/sources/tdx-frames");

    public static boolean present() {
        return Files.isDirectory(DIRECTORY);
    }

    public static List<Capture> all() {
        try (var files = Files.list(DIRECTORY)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".txt"))
                    .sorted()
                    .map(name -> named(name.substring(0, name.length() - 4)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Capture named(String name) {
        try (var json = Json.createReader(Files.newBufferedReader(DIRECTORY.resolve(name + ".expected.json")))) {
            var keys = new LinkedHashMap<String, String>();
            for (var line : Files.readAllLines(DIRECTORY.resolve(name + ".txt"))) {
                int colon = line.indexOf(':');
                if (colon > 0 && !line.startsWith("#")) {
                    keys.put(line.substring(0, colon), line.substring(colon + 1).strip());
                }
            }
            return new Capture(name, keys, json.readObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String kind() {
        return keys.getOrDefault("kind", "");
    }

    /** The 16 bits of the command; zero where it has a name only. */
    public int command() {
        var command = keys.getOrDefault("command", "");
        return command.startsWith("0x") ? Integer.decode(command) : 0;
    }

    public boolean has(String key) {
        return keys.containsKey(key);
    }

    public byte[] bytes(String key) {
        return HexFormat.of().parseHex(keys.getOrDefault(key, ""));
    }

    /** The whole answer, where it was kept. */
    public @Nullable Answer answer() {
        if (!has("response-hex")) {
            return null;
        }
        var in = new ByteArrayInputStream(bytes("response-hex"));
        try {
            var answer = Answer.read(in);
            if (in.available() > 0) {
                throw new AssertionError(in.available() + " bytes behind the answer of " + name);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The inflated body. */
    public byte[] body() {
        var answer = answer();
        return answer == null ? bytes("payload-hex") : answer.body();
    }
}

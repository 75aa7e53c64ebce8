package argus.watchlist;

import static java.nio.charset.StandardCharsets.UTF_8;

import argus.model.Symbol;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A directory with one JSON file for each owner of lists. Reading and writing are not to be mixed. */
public final class ListFiles {
    private static final Logger LOG = System.getLogger(ListFiles.class.getName());
    private static final int VERSION = 1;
    private static final String SUFFIX = ".json";

    private final Path directory;

    /** @param directory need not exist before something is written */
    public ListFiles(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /**
     * What is in the directory.
     *
     * @param lists by owner
     * @param unreadable names of files that are there and cannot be understood
     */
    record Found(Map<String, List<WatchList>> lists, Set<String> unreadable) {}

    /** The name of an owner's file. */
    String name(String owner) {
        return FileNames.of(owner) + SUFFIX;
    }

    /** @throws UncheckedIOException if the directory is there and cannot be listed */
    Found read() {
        var found = new Found(new HashMap<>(), new HashSet<>());
        if (Files.exists(directory)) {
            try (var files = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
                files.forEach(file -> read(file, found));
            } catch (IOException e) {
                throw new UncheckedIOException("argus.lists.directory " + directory + " cannot be listed", e);
            }
        }
        return found;
    }

    private void read(Path file, Found found) {
        try (var reader = Json.createReader(Files.newBufferedReader(file))) {
            var json = reader.readObject();
            var owner = json.getString("owner");
            if (json.getInt("version") != VERSION || !file.endsWith(name(owner))) {
                throw new IllegalArgumentException("another version, or the file of another owner: " + owner);
            }
            found.lists().put(owner, lists(json.getJsonObject("lists")));
        } catch (IOException | RuntimeException e) {
            found.unreadable().add(file.getFileName().toString());
            LOG.log(
                    Level.ERROR,
                    "the saved lists in " + file + " cannot be read; the file is left as it is, and until it is"
                            + " repaired or removed and the service started again its owner has no lists",
                    e);
        }
    }

    private static List<WatchList> lists(JsonObject json) {
        var lists = new ArrayList<WatchList>();
        json.forEach((name, value) -> {
            var list = value.asJsonObject();
            var symbols = list.getJsonArray("symbols").getValuesAs(JsonString.class).stream()
                    .map(text -> new Symbol(text.getString()))
                    .toList();
            lists.add(new WatchList(name, symbols, Instant.parse(list.getString("changed_at"))));
        });
        return lists;
    }

    /** Puts these lists in place of what the owner had; after a failure the old file is still there. */
    void write(String owner, Collection<WatchList> lists) throws IOException {
        Files.createDirectories(directory);
        var next = Files.createTempFile(directory, "next-", ".tmp");
        try {
            try (var channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(json(owner, lists).getBytes(UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(
                    next,
                    directory.resolve(name(owner)),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private static String json(String owner, Collection<WatchList> lists) {
        var byName = Json.createObjectBuilder();
        lists.forEach(list -> {
            var symbols = Json.createArrayBuilder();
            list.symbols().forEach(symbol -> symbols.add(symbol.text()));
            byName.add(
                    list.name(),
                    Json.createObjectBuilder()
                            .add("changed_at", list.changedAt().toString())
                            .add("symbols", symbols));
        });
        return Json.createObjectBuilder()
                .add("version", VERSION)
                .add("owner", owner)
                .add("lists", byName)
                .build()
                .toString();
    }
}

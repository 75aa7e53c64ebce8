package argus.check;

import static argus.check.JsonValues.JSON;
import static java.nio.charset.StandardCharsets.UTF_8;

import argus.check.Entry.Kind;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A history in a file: one JSON object in each line, all of it gzipped. Writing is thread-safe. */
final class HistoryLog implements AutoCloseable {
    private final Writer out;

    HistoryLog(Path file) throws IOException {
        out = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file), 65_536), UTF_8));
    }

    /** @param body a JSON object as it is to stand in the log */
    synchronized void add(String client, long at, Kind kind, String body) {
        try {
            out.append("{\"c\":\"").append(client).append("\",\"at\":").append(Long.toString(at));
            out.append(",\"").append(kind.name()).append("\":").append(body).append("}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }

    /** Hands on all lines of a file, first to last. */
    static void read(Path file, Consumer<Entry> reader) throws IOException {
        try (var in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file), 65_536), UTF_8))) {
            long number = 0;
            for (var line = in.readLine(); line != null; line = in.readLine()) reader.accept(entry(++number, line));
        }
    }

    private static Entry entry(long number, String line) {
        try (var json = JSON.createReader(new StringReader(line))) {
            var object = json.readObject();
            for (var kind : Kind.values()) {
                var body = object.getJsonObject(kind.name());
                if (body != null) {
                    return new Entry(
                            number,
                            object.getString("c"),
                            object.getJsonNumber("at").longValue(),
                            kind,
                            body);
                }
            }
            throw new IllegalArgumentException("line " + number + " is of no kind: " + line);
        }
    }
}

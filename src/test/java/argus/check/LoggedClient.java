package argus.check;

import static argus.check.JsonValues.JSON;
import static java.nio.charset.StandardCharsets.UTF_8;

import argus.check.Entry.Kind;
import argus.it.RawClient;
import argus.it.WireFrame;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.zip.GZIPInputStream;

/**
 * One connection that logs every frame before anybody looks at it, and reads as fast as it is told. Sending is
 * thread-safe; reading has a thread of its own.
 */
final class LoggedClient implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(90);
    private static final int LOST = 1006;

    private final String name;
    private final HistoryLog log;
    private final RawClient socket;
    private final BiConsumer<LoggedClient, JsonObject> reader;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private boolean binary;
    private volatile long readFrom;
    private volatile long bytesPerSecond;
    private volatile boolean closed;

    private LoggedClient(String name, HistoryLog log, RawClient socket, BiConsumer<LoggedClient, JsonObject> reader) {
        this.name = name;
        this.log = log;
        this.socket = socket;
        this.reader = reader;
    }

    /**
     * Connects.
     *
     * @param receiveBuffer of the system, in bytes; 0 for what it gives
     * @param reader gets each frame, as the message it holds, after it was logged
     * @param threads runs the reading
     */
    static LoggedClient open(
            URI address,
            String name,
            HistoryLog log,
            int receiveBuffer,
            Executor threads,
            BiConsumer<LoggedClient, JsonObject> reader)
            throws IOException {
        var socket =
                RawClient.to(address).anywhere().receiveBuffer(receiveBuffer).open();
        if (socket.status() != 101) {
            socket.close();
            throw new IOException("refused with " + socket.status());
        }
        var client = new LoggedClient(name, log, socket, reader);
        log.add(name, System.currentTimeMillis(), Kind.OPEN, "{}");
        threads.execute(client::read);
        return client;
    }

    /** Logs and sends a message; one that does not go out any more is logged all the same. */
    synchronized void send(String type, String id, JsonObject data) {
        var text = JSON.createObjectBuilder()
                .add("type", type)
                .add("id", id)
                .add("data", data)
                .build()
                .toString();
        try {
            log.add(name, System.currentTimeMillis(), Kind.SENT, text);
            socket.send(text);
        } catch (IOException e) {
            abandon();
        }
    }

    /** Notes that everything accepted until then should have come. */
    void quiet(long since) {
        log.add(name, System.currentTimeMillis(), Kind.QUIET, "{\"since\":" + since + "}");
    }

    /** Reads nothing for a while. */
    void stall(Duration pause) {
        readFrom = System.nanoTime() + pause.toNanos();
    }

    /** Reads so much; 0 as much as there is. */
    void readAt(long bytes) {
        bytesPerSecond = bytes;
        readFrom = System.nanoTime();
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends the connection with a TCP reset. */
    void reset() throws IOException {
        readAt(0);
        socket.reset();
    }

    /** Has the reader, which tells the end, see that it is one. */
    private void abandon() {
        try {
            reset();
        } catch (IOException e) {
            readAt(0); // it is closed already
        }
    }

    /** Says goodbye; the reader notes the end. */
    @Override
    public synchronized void close() {
        readAt(0);
        try {
            socket.send(WireFrame.close(1000, ""));
        } catch (IOException e) {
            abandon();
        }
    }

    private void read() {
        int code = LOST;
        try {
            while (true) {
                for (long wait = readFrom - System.nanoTime(); wait > 0; wait = readFrom - System.nanoTime()) {
                    LockSupport.parkNanos(Math.min(wait, 50_000_000));
                }
                var frame = socket.read(SILENCE);
                if (bytesPerSecond > 0) {
                    readFrom = System.nanoTime() + frame.payload().length * 1_000_000_000L / bytesPerSecond;
                }
                switch (frame.opcode()) {
                    case WireFrame.PING -> answer(new WireFrame(true, WireFrame.PONG, frame.payload()));
                    case WireFrame.PONG -> {}
                    case WireFrame.CLOSE -> {
                        code = frame.closeCode();
                        return;
                    }
                    default -> part(frame);
                }
            }
        } catch (IOException e) {
            code = LOST;
        } finally {
            log.add(name, System.currentTimeMillis(), Kind.CLOSED, "{\"code\":" + code + "}");
            closed = true;
            abandon();
        }
    }

    private synchronized void answer(WireFrame frame) throws IOException {
        socket.send(frame);
    }

    private void part(WireFrame frame) throws IOException {
        if (frame.opcode() != WireFrame.CONTINUATION) binary = frame.opcode() == WireFrame.BINARY;
        message.writeBytes(frame.payload());
        if (!frame.last()) return;
        var bytes = message.toByteArray();
        message.reset();
        boolean gzip = binary && bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
        var plain = gzip ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
        var text = new String(plain, UTF_8);
        log.add(name, System.currentTimeMillis(), gzip ? Kind.GZIP : binary ? Kind.BINARY : Kind.TEXT, text);
        try (var json = JSON.createReader(new StringReader(text))) {
            reader.accept(this, json.readObject());
        }
    }
}

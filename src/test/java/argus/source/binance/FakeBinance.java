package argus.source.binance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A Binance of our own on real sockets of the loopback address: REST answers as they are set, combined streams with
 * SUBSCRIBE, UNSUBSCRIBE and LIST_SUBSCRIPTIONS. Thread-safe.
 */
public final class FakeBinance implements AutoCloseable {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket server;
    private final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final List<String> requested = new CopyOnWriteArrayList<>();
    private final Map<String, Function<String, Answer>> answers = new ConcurrentHashMap<>();
    private volatile boolean refusing;
    private volatile boolean mute;
    private final AtomicInteger refused = new AtomicInteger();

    /** What a REST request is answered with. */
    public record Answer(int status, String body, String headers) {
        public static Answer ok(String body) {
            return new Answer(200, body, "");
        }
    }

    public FakeBinance() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        start(this::accept);
    }

    public URI http() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    public URI socket() {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort());
    }

    /** Answers requests for a path, told without and given with what follows the question mark. */
    public FakeBinance answer(String path, Function<String, Answer> answer) {
        answers.put(path, answer);
        return this;
    }

    /** Everything that was asked over REST, path and query. */
    public List<String> requested() {
        return List.copyOf(requested);
    }

    /** The stream connections that are open, oldest first. */
    public List<Peer> peers() {
        return peers.stream().filter(peer -> !peer.closed).toList();
    }

    /** All streams that some connection has subscribed to. */
    public Set<String> streams() {
        var all = new HashSet<String>();
        peers().forEach(peer -> all.addAll(peer.streams()));
        return all;
    }

    /** Sends a frame to every connection that has its stream. */
    public void send(String stream, String data) {
        for (var peer : peers()) {
            if (peer.streams().contains(stream)) {
                peer.text("{\"stream\":\"" + stream + "\",\"data\":" + data + "}");
            }
        }
    }

    /** Whether new stream connections are refused with 503. */
    public void refuse(boolean refuse) {
        refusing = refuse;
    }

    /** How many stream connections were refused. */
    public int refused() {
        return refused.get();
    }

    /** Whether requests on stream connections stay without an answer. */
    public void mute(boolean silent) {
        mute = silent;
    }

    /** Cuts all stream connections without a word. */
    public void cut() {
        peers().forEach(Peer::cut);
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                start(() -> serve(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "fake-binance");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedInputStream(socket.getInputStream());
            for (var head = head(in); !head.isEmpty(); head = head(in)) {
                var target = head.get(0).split(" ")[1];
                var key = head.stream()
                        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst();
                if (key.isPresent() && !refusing && target.startsWith("/stream")) {
                    write(
                            socket,
                            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Accept: " + accept(key.get()) + "\r\n\r\n");
                    var peer = new Peer(socket);
                    peers.add(peer);
                    peer.read(new DataInputStream(in));
                    return;
                }
                if (key.isPresent()) {
                    refused.incrementAndGet();
                    write(socket, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n");
                    return;
                }
                requested.add(target);
                var found = answers.get(target.replaceFirst("\\?.*", ""));
                var answer = found == null
                        ? new Answer(404, "<html>no such page</html>", "")
                        : found.apply(target.replaceFirst("^[^?]*\\??", ""));
                var body = answer.body().getBytes(UTF_8);
                write(
                        socket,
                        "HTTP/1.1 " + answer.status() + " Status\r\n" + answer.headers() + "Content-Length: "
                                + body.length + "\r\n\r\n" + answer.body());
            }
        } catch (IOException e) {
            // the other end is gone, which tests do on purpose
        }
    }

    private static List<String> head(InputStream in) throws IOException {
        var lines = new ArrayList<String>();
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                var text = line.toString(ISO_8859_1).stripTrailing();
                if (text.isEmpty()) {
                    return lines;
                }
                lines.add(text);
                line.reset();
            } else {
                line.write(b);
            }
        }
        return List.of();
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
        socket.getOutputStream().flush();
    }

    private static String accept(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One stream connection. Thread-safe. */
    public final class Peer {
        private static final int TEXT = 1;
        private static final int CLOSE = 8;
        private static final int PING = 9;
        private static final int PONG = 10;

        private final Socket socket;
        private final Set<String> streams = ConcurrentHashMap.newKeySet();
        private final List<JsonObject> requests = new CopyOnWriteArrayList<>();
        private final List<Long> times = new CopyOnWriteArrayList<>();
        private final List<String> pongs = new CopyOnWriteArrayList<>();
        private volatile boolean closed;

        private Peer(Socket socket) {
            this.socket = socket;
        }

        public Set<String> streams() {
            return Set.copyOf(streams);
        }

        /** What it asked, oldest first. */
        public List<JsonObject> requests() {
            return List.copyOf(requests);
        }

        /** When it asked, in nanoseconds of {@link System#nanoTime}. */
        public List<Long> times() {
            return List.copyOf(times);
        }

        public List<String> pongs() {
            return List.copyOf(pongs);
        }

        /** Sends one text frame. */
        public void text(String text) {
            frame(TEXT, text.getBytes(UTF_8));
        }

        public void binary(byte[] bytes) {
            frame(2, bytes);
        }

        public void ping(String payload) {
            frame(PING, payload.getBytes(UTF_8));
        }

        /** Says goodbye. */
        public void goodbye(int code, String reason) {
            var words = reason.getBytes(UTF_8);
            var payload = new byte[2 + words.length];
            payload[0] = (byte) (code >> 8);
            payload[1] = (byte) code;
            System.arraycopy(words, 0, payload, 2, words.length);
            frame(CLOSE, payload);
        }

        /** Ends it without a word. */
        public void cut() {
            closed = true;
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private synchronized void frame(int opcode, byte[] payload) {
            try {
                var out = socket.getOutputStream();
                var head = new ByteArrayOutputStream();
                head.write(0x80 | opcode);
                if (payload.length < 126) {
                    head.write(payload.length);
                } else if (payload.length < 65_536) {
                    head.write(126);
                    head.write(payload.length >> 8);
                    head.write(payload.length);
                } else {
                    head.write(127);
                    for (int shift = 56; shift >= 0; shift -= 8) {
                        head.write((int) ((long) payload.length >> shift));
                    }
                }
                head.writeBytes(payload);
                out.write(head.toByteArray());
                out.flush();
            } catch (IOException e) {
                closed = true; // the other end is gone
            }
        }

        private void read(DataInputStream in) throws IOException {
            try {
                while (true) {
                    int opcode = in.readUnsignedByte() & 0x0f;
                    long length = in.readUnsignedByte() & 0x7f;
                    if (length == 126) {
                        length = in.readUnsignedShort();
                    } else if (length == 127) {
                        length = in.readLong();
                    }
                    var mask = in.readNBytes(4);
                    var payload = in.readNBytes((int) length);
                    for (int i = 0; i < payload.length; i++) {
                        payload[i] ^= mask[i % 4];
                    }
                    if (opcode == TEXT) {
                        request(new String(payload, UTF_8));
                    } else if (opcode == PONG) {
                        pongs.add(new String(payload, UTF_8));
                    } else if (opcode == CLOSE) {
                        return;
                    }
                }
            } finally {
                closed = true;
            }
        }

        private void request(String text) {
            times.add(System.nanoTime());
            JsonObject request;
            try (var reader = Json.createReader(new StringReader(text))) {
                request = reader.readObject();
            }
            requests.add(request);
            if (mute) {
                return;
            }
            var params = request.containsKey("params")
                    ? request.getJsonArray("params").getValuesAs(JsonString::getString)
                    : List.<String>of();
            var result = "null";
            switch (request.getString("method")) {
                case "SUBSCRIBE" -> streams.addAll(params);
                case "UNSUBSCRIBE" -> params.forEach(streams::remove);
                default -> result = Json.createArrayBuilder(streams).build().toString();
            }
            text("{\"result\":" + result + ",\"id\":" + request.getInt("id") + "}");
        }
    }
}

package argus.source.qmt;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** A bridge on a real socket of the loopback address that does whatever a test says, mostly wrong. Thread-safe. */
public final class StubBridge implements AutoCloseable {
    private final ServerSocket server;
    private final Function<Request, Reply> answers;
    private final Consumer<Peer> talk;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** The head of a request; names of headers in lower case. */
    public record Request(String path, Map<String, String> headers) {}

    /** What is answered; 101 takes up a WebSocket where one is asked for. */
    public record Reply(int status, String body, Map<String, String> headers) {
        public static Reply of(int status, String body) {
            return new Reply(status, body, Map.of());
        }
    }

    /**
     * @param port 0 for any
     * @param talk has a socket for itself, once its first text is there; the socket stays open when it returns
     */
    public StubBridge(int port, Function<Request, Reply> answers, Consumer<Peer> talk) throws IOException {
        this.answers = answers;
        this.talk = talk;
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
        start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Stops listening and cuts every connection. */
    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : open) socket.close();
    }

    /** The bridge's end of a WebSocket. */
    public static final class Peer {
        private final Socket socket;
        private final OutputStream out;
        private final String path;
        private final String request;

        private Peer(Socket socket, String path, String request) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
            this.path = path;
            this.request = request;
        }

        public String path() {
            return path;
        }

        /** The first text that came. */
        public String request() {
            return request;
        }

        public void text(String text) {
            frame(0x81, text.getBytes(UTF_8));
        }

        public void part(String text, boolean first, boolean last) {
            frame((last ? 0x80 : 0) | (first ? 1 : 0), text.getBytes(UTF_8));
        }

        public void goodbye(int code) {
            frame(0x88, ByteBuffer.allocate(2).putShort((short) code).array());
        }

        public void cut() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        private void frame(int head, byte[] payload) {
            var frame = ByteBuffer.allocate(payload.length + 4);
            frame.put((byte) head);
            if (payload.length < 126) frame.put((byte) payload.length);
            else frame.put((byte) 126).putShort((short) payload.length);
            frame.put(payload).flip();
            try {
                out.write(frame.array(), 0, frame.limit());
                out.flush();
            } catch (IOException e) {
                // the client went first
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                open.add(socket);
                if (server.isClosed()) socket.close(); // taken in the last moment, it would be served for ever
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            for (var request = read(in); request != null; request = read(in)) {
                var reply = answers.apply(request);
                if (reply.status() == 101) {
                    upgrade(socket, in, request);
                    return;
                }
                write(socket.getOutputStream(), reply);
            }
        } catch (IOException | NoSuchAlgorithmException e) {
            // the client, or the test, has ended it
        } finally {
            open.remove(socket);
        }
    }

    private void upgrade(Socket socket, DataInputStream in, Request request)
            throws IOException, NoSuchAlgorithmException {
        var key = request.headers().get("sec-websocket-key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
        var accept = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-1").digest(key.getBytes(ISO_8859_1)));
        socket.getOutputStream()
                .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: " + accept + "\r\n\r\n")
                        .getBytes(ISO_8859_1));
        talk.accept(new Peer(socket, request.path(), text(in)));
        while (in.read() >= 0) {
            // what else the client says is of no interest
        }
    }

    private static String text(DataInputStream in) throws IOException {
        in.readByte();
        int length = in.readByte() & 0x7f;
        if (length == 126) length = in.readUnsignedShort();
        var mask = in.readNBytes(4);
        var payload = in.readNBytes(length);
        for (int i = 0; i < payload.length; i++) payload[i] ^= mask[i % 4];
        return new String(payload, UTF_8);
    }

    private static Request read(DataInputStream in) throws IOException {
        var first = line(in);
        if (first.isEmpty()) return null;
        var headers = new TreeMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new Request(first.split(" ")[1], headers);
    }

    private static String line(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) line.append((char) c);
        return line.toString().strip();
    }

    private static void write(OutputStream out, Reply reply) throws IOException {
        var body = reply.body().getBytes(UTF_8);
        var head = new StringBuilder("HTTP/1.1 " + reply.status() + " X\r\nContent-Length: " + body.length + "\r\n");
        reply.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        out.write(head.append("\r\n").toString().getBytes(ISO_8859_1));
        out.write(body);
        out.flush();
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "stub-bridge");
        thread.setDaemon(true);
        thread.start();
    }
}

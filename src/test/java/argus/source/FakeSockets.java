package argus.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;

/** A venue's WebSocket service on a free port of this machine, which a test can make refuse or cut. Thread-safe. */
public final class FakeSockets implements AutoCloseable {
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Peer> peers = new CopyOnWriteArrayList<>();
    private final BiConsumer<Peer, String> received;
    private volatile boolean refusing;

    /** @param received takes each text message on the connection's thread */
    public FakeSockets(BiConsumer<Peer, String> received) {
        this.received = received;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    public URI address(String path) {
        return URI.create("ws://127.0.0.1:" + listener.getLocalPort() + path);
    }

    /** The connections that are open now, oldest first. */
    public List<Peer> peers() {
        return List.copyOf(peers);
    }

    /** Whether handshakes are answered with 503 from now on. */
    public void refuse(boolean refuse) {
        refusing = refuse;
    }

    /** Ends all connections without a close frame. */
    public void cut() {
        peers.forEach(Peer::cut);
    }

    public void sendAll(String text) {
        peers.forEach(peer -> peer.send(text));
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                var socket = listener.accept();
                threads.execute(() -> new Peer(socket).serve());
            }
        } catch (IOException e) {
            if (!listener.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The server's side of one connection. */
    public final class Peer {
        private final Socket socket;
        private volatile String head = "";

        private Peer(Socket socket) {
            this.socket = socket;
        }

        /** The request of the handshake. */
        public String head() {
            return head;
        }

        public void send(String text) {
            frame(1, text.getBytes(UTF_8));
        }

        public void cut() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private synchronized void frame(int opcode, byte[] body) {
            try {
                var out = new DataOutputStream(socket.getOutputStream());
                out.writeByte(0x80 | opcode);
                if (body.length < 126) {
                    out.writeByte(body.length);
                } else {
                    out.writeByte(126);
                    out.writeShort(body.length);
                }
                out.write(body);
                out.flush();
            } catch (IOException e) {
                peers.remove(this); // the client has gone
            }
        }

        private void serve() {
            try {
                var in = new DataInputStream(socket.getInputStream());
                head = readHead(in);
                if (refusing) {
                    socket.getOutputStream()
                            .write("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
                    socket.close();
                    return;
                }
                socket.getOutputStream().write(accepted(head).getBytes(ISO_8859_1));
                peers.add(this);
                while (true) {
                    read(in);
                }
            } catch (IOException e) {
                peers.remove(this);
            }
        }

        private void read(DataInputStream in) throws IOException {
            int opcode = in.readUnsignedByte() & 0x0f;
            int length = in.readUnsignedByte() & 0x7f;
            length = length == 126 ? in.readUnsignedShort() : length == 127 ? (int) in.readLong() : length;
            var mask = new byte[4];
            in.readFully(mask);
            var body = new byte[length];
            in.readFully(body);
            for (int i = 0; i < length; i++) {
                body[i] ^= mask[i & 3];
            }
            if (opcode == 1) {
                received.accept(this, new String(body, UTF_8));
            } else if (opcode == 9) {
                frame(10, body);
            } else if (opcode == 8) {
                frame(8, body);
                throw new IOException("closed by the client");
            }
        }

        private static String readHead(DataInputStream in) throws IOException {
            var bytes = new ByteArrayOutputStream();
            while (!bytes.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                bytes.write(in.readByte());
            }
            return bytes.toString(ISO_8859_1);
        }

        private static String accepted(String head) {
            var key = head.lines()
                    .filter(line -> line.regionMatches(true, 0, "sec-websocket-key:", 0, 18))
                    .map(line -> line.substring(18).strip())
                    .findFirst()
                    .orElseThrow();
            try {
                var sha1 = MessageDigest.getInstance("SHA-1")
                        .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1));
                return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(sha1) + "\r\n\r\n";
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}

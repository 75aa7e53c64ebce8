package argus.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import argus.contract.Referee;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket client that does what it is told and nothing else: it reads only while {@link #read} is called, answers
 * no ping by itself unless asked to, and sends any bytes. A client that is not read from is a stalled reader; one that
 * is neither read from nor closed is, for the server, gone without a word. What it reads is held to the published
 * contract, and so are the texts it sends; frames and bytes are not. One thread at a time.
 */
public final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final String handshake;
    private final @Nullable Referee referee;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();

    private RawClient(Socket socket, InputStream in, String handshake, @Nullable Referee referee) {
        this.socket = socket;
        this.in = in;
        this.handshake = handshake;
        this.referee = referee;
    }

    /** Begins the description of a client of this {@code ws://} address. */
    public static Setup to(URI address) {
        return new Setup(address);
    }

    /** The status of the answer to the handshake; 101 where the connection is open. */
    public int status() {
        return Integer.parseInt(handshake.split(" ", 3)[1]);
    }

    /** The head of the answer to the handshake, lines separated by CR LF. */
    public String handshake() {
        return handshake;
    }

    /** The body of an answer that refuses the handshake, which is to tell its length. */
    public String body() throws IOException {
        var length = handshake
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElseThrow(() -> new IOException("the answer does not tell its length: " + handshake));
        return new String(in.readNBytes(Integer.parseInt(length)), UTF_8);
    }

    /** Sends these bytes as they are. */
    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Sends one frame. */
    public void send(WireFrame frame) throws IOException {
        send(frame.fromClient());
    }

    /**
     * Sends one text message in one frame.
     *
     * @throws AssertionError if it is against the contract
     */
    public void send(String text) throws IOException {
        if (referee != null) referee.sentInGoodFaith(text);
        send(WireFrame.text(text));
    }

    /**
     * Reads the next frame, of whatever kind.
     *
     * @throws java.net.SocketTimeoutException if none comes in time
     * @throws EOFException if the server has ended the stream
     * @throws AssertionError if it ends a message that is against the contract
     */
    public WireFrame read(Duration timeout) throws IOException {
        socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
        var frame = WireFrame.read(in);
        if (referee != null && frame.isData()) {
            message.writeBytes(frame.payload());
            if (frame.last()) {
                var text = WireFrame.message(message.toByteArray());
                message.reset();
                referee.received(text);
            }
        }
        return frame;
    }

    /** Reads the next frame that is not a ping, and answers the pings before it. */
    public WireFrame readAnswering(Duration timeout) throws IOException {
        while (true) {
            var frame = read(timeout);
            if (frame.opcode() != WireFrame.PING) return frame;
            send(new WireFrame(true, WireFrame.PONG, frame.payload()));
        }
    }

    /** Ends the connection with a TCP reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Ends the connection without a close frame. */
    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** How to connect. */
    public static final class Setup {
        private final URI address;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private @Nullable Referee referee = new Referee();
        private int receiveBuffer;

        private Setup(URI address) {
            this.address = address;
            var key = new byte[16];
            ThreadLocalRandom.current().nextBytes(key);
            headers.put("Host", address.getHost() + ":" + address.getPort());
            headers.put("Upgrade", "websocket");
            headers.put("Connection", "Upgrade");
            headers.put("Sec-WebSocket-Version", "13");
            headers.put("Sec-WebSocket-Key", Base64.getEncoder().encodeToString(key));
        }

        /** Sets a header of the handshake; an empty value leaves it out. */
        public Setup header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /** Asks the system for a receive buffer of this many bytes. */
        public Setup receiveBuffer(int bytes) {
            receiveBuffer = bytes;
            return this;
        }

        /** Nobody holds its messages to the contract: it is another server than ours, or there are too many of them. */
        public Setup anywhere() {
            referee = null;
            return this;
        }

        /** Connects and reads the answer to the handshake, whatever it is. */
        public RawClient open() throws IOException {
            var socket = new Socket();
            try {
                if (receiveBuffer > 0)
                    socket.setReceiveBufferSize(receiveBuffer); // before connecting, or it is ignored
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(10_000);
                socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 10_000);
                var request = new StringBuilder("GET " + address.getRawPath() + query() + " HTTP/1.1\r\n");
                headers.forEach((name, value) -> {
                    if (!value.isEmpty())
                        request.append(name).append(": ").append(value).append("\r\n");
                });
                socket.getOutputStream().write(request.append("\r\n").toString().getBytes(ISO_8859_1));
                var in = new BufferedInputStream(socket.getInputStream(), 1024);
                return new RawClient(socket, in, head(in), referee);
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        }

        private String query() {
            return address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        }

        static String head(InputStream in) throws IOException {
            var bytes = new ByteArrayOutputStream();
            while (!bytes.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                var next = in.read();
                if (next < 0) throw new EOFException("the handshake ended after: " + bytes.toString(ISO_8859_1));
                bytes.write(next);
            }
            return bytes.toString(ISO_8859_1);
        }
    }
}

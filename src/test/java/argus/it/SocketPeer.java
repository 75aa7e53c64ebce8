package argus.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** The server's side of one WebSocket connection, in this process and played by a test. */
final class SocketPeer implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    private final CompletableFuture<Socket> accepted = CompletableFuture.supplyAsync(this::accept);

    SocketPeer() throws IOException {}

    URI address() {
        return URI.create("ws://127.0.0.1:" + listener.getLocalPort() + "/ws");
    }

    void send(WireFrame frame) throws IOException {
        accepted.join().getOutputStream().write(frame.fromServer());
    }

    WireFrame read() throws IOException {
        return WireFrame.read(accepted.join().getInputStream());
    }

    /** Ends the connection without a close frame. */
    @Override
    public void close() throws IOException {
        listener.close();
        accepted.join().close();
    }

    private Socket accept() {
        try {
            var socket = listener.accept();
            socket.setSoTimeout(10_000);
            // one byte at a time: what follows the head belongs to the reader of frames
            var head = RawClient.Setup.head(new BufferedInputStream(socket.getInputStream(), 1));
            var key = head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseThrow();
            socket.getOutputStream()
                    .write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Accept: " + answer(key) + "\r\n\r\n")
                            .getBytes(ISO_8859_1));
            return socket;
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String answer(String key) throws NoSuchAlgorithmException {
        var sha1 = MessageDigest.getInstance("SHA-1");
        return Base64.getEncoder()
                .encodeToString(sha1.digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1)));
    }
}

package argus.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** One WebSocket connection of a client, without threads: what comes is read when the selector says so. Not thread-safe. */
final class Connection {
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int END_OF_HEAD = 0x0d0a0d0a;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Consumer<String> texts;
    private final Runnable opened;
    private final Consumer<IOException> lost;
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private ByteBuffer in = ByteBuffer.allocate(0);
    private ByteBuffer out = ByteBuffer.allocate(0);
    private boolean open;

    /**
     * Begins to connect.
     *
     * @param opened is run when messages may be sent
     * @param lost is told if the connection fails, or is ended by the server
     */
    Connection(
            Selector selector,
            InetSocketAddress server,
            String path,
            Runnable opened,
            Consumer<String> texts,
            Consumer<IOException> lost)
            throws IOException {
        this.opened = opened;
        this.texts = texts;
        this.lost = lost;
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        boolean connected = channel.connect(server);
        key = channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
        queue(ByteBuffer.wrap(
                """
                GET %s HTTP/1.1\r
                Host: %s:%d\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                \r
                """
                        .formatted(path, server.getHostString(), server.getPort())
                        .getBytes(ISO_8859_1)));
        if (connected) {
            write();
        }
    }

    /** Ends the connection with a reset: the server learns of it when it has to, and not in a friendly way. */
    void cut() throws IOException {
        channel.close();
    }

    /** Sends a text; what the system does not take at once goes when it does. */
    void send(String text) throws IOException {
        frame(1, text.getBytes(ISO_8859_1));
    }

    /** Does what the selector says can be done. @param scratch for what is read */
    void ready(ByteBuffer scratch) {
        try {
            serve(scratch);
        } catch (IOException e) {
            lost.accept(e);
        }
    }

    private void serve(ByteBuffer scratch) throws IOException {
        if (key.isConnectable() && channel.finishConnect()) {
            key.interestOps(SelectionKey.OP_READ);
            write();
        }
        if (key.isValid() && key.isWritable()) {
            write();
        }
        if (key.isValid() && key.isReadable()) {
            scratch.clear();
            if (channel.read(scratch) < 0) {
                throw new IOException("the server has gone");
            }
            take(scratch.flip());
        }
    }

    private void take(ByteBuffer more) throws IOException {
        if (in.hasRemaining()) {
            var both = ByteBuffer.allocate(in.remaining() + more.remaining());
            more = both.put(in).put(more).flip();
        }
        while (open ? frame(more) : head(more)) {}
        in = more.hasRemaining()
                ? ByteBuffer.allocate(more.remaining()).put(more).flip()
                : ByteBuffer.allocate(0);
    }

    private boolean head(ByteBuffer bytes) throws IOException {
        int start = bytes.position();
        for (int i = start; i + Integer.BYTES <= bytes.limit(); i++) {
            if (bytes.getInt(i) == END_OF_HEAD) {
                var head = new byte[i - start];
                bytes.get(head).position(i + Integer.BYTES);
                var text = new String(head, ISO_8859_1);
                if (!text.startsWith("HTTP/1.1 101")) {
                    throw new IOException("refused: " + text.lines().findFirst().orElse(""));
                }
                open = true;
                opened.run();
                return true;
            }
        }
        return false;
    }

    private boolean frame(ByteBuffer bytes) throws IOException {
        int start = bytes.position();
        if (bytes.remaining() < 2) {
            return false;
        }
        int first = bytes.get();
        long length = bytes.get() & 0x7f;
        if (length > 125) {
            if (bytes.remaining() < (length == 126 ? 2 : 8)) {
                bytes.position(start);
                return false;
            }
            length = length == 126 ? bytes.getShort() & 0xffff : bytes.getLong();
        }
        if (bytes.remaining() < length) {
            bytes.position(start);
            return false;
        }
        var payload = new byte[(int) length];
        bytes.get(payload);
        received(first & 0x0f, first < 0, payload);
        return true;
    }

    private void received(int opcode, boolean last, byte[] payload) throws IOException {
        if (opcode == PING) {
            frame(PONG, payload);
        } else if (opcode == CLOSE) {
            throw new IOException("closed with "
                    + (payload.length < 2
                            ? "no code"
                            : (ByteBuffer.wrap(payload).getShort() & 0xffff)));
        } else if (opcode <= BINARY && last && message.size() == 0) {
            texts.accept(new String(payload, ISO_8859_1));
        } else if (opcode <= BINARY) {
            message.writeBytes(payload);
            if (last) {
                texts.accept(message.toString(ISO_8859_1));
                message.reset();
            }
        }
    }

    private void frame(int opcode, byte[] payload) throws IOException {
        var bytes = ByteBuffer.allocate(14 + payload.length).put((byte) (0x80 | opcode));
        if (payload.length < 126) {
            bytes.put((byte) (0x80 | payload.length));
        } else {
            bytes.put((byte) (0x80 | 126)).putShort((short) payload.length);
        }
        queue(bytes.putInt(0).put(payload).flip()); // a mask of zeros changes nothing
        write();
    }

    private void queue(ByteBuffer bytes) {
        out = out.hasRemaining()
                ? ByteBuffer.allocate(out.remaining() + bytes.remaining())
                        .put(out)
                        .put(bytes)
                        .flip()
                : bytes;
    }

    private void write() throws IOException {
        channel.write(out);
        key.interestOps(SelectionKey.OP_READ | (out.hasRemaining() ? SelectionKey.OP_WRITE : 0));
    }
}

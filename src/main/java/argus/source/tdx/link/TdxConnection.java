package argus.source.tdx.link;

import argus.source.DecodeException;
import argus.source.tdx.wire.Answer;
import argus.source.tdx.wire.LoginDecoder;
import argus.source.tdx.wire.LoginDecoder.Greeting;
import argus.source.tdx.wire.Request;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection, logged in. Requests are made one after another and wait for their answers; after an exception the connection
 * is of no use. For one thread, but any may close it.
 */
public final class TdxConnection implements Closeable {
    private final ServerAddress address;
    private final Socket socket = new Socket();
    private final Duration timeout;
    private @Nullable InputStream in;
    private @Nullable Greeting greeting;
    private int lastId;

    private TdxConnection(ServerAddress address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
    }

    /**
     * Connects and logs in, without the third step of old clients, after which servers make stubs of their answers.
     *
     * @param timeout for the connection, and for each whole answer
     */
    public static TdxConnection open(ServerAddress address, Duration timeout) throws IOException {
        var connection = new TdxConnection(address, timeout);
        try {
            connection.connect();
            return connection;
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** What the server said of itself when it was connected to. */
    public Greeting greeting() {
        var said = greeting;
        if (said == null) {
            throw new IllegalStateException("not logged in");
        }
        return said;
    }

    public ServerAddress address() {
        return address;
    }

    /**
     * Asks and waits.
     *
     * @return the body of the answer
     * @throws IOException if there is none in time, or it belongs to another question
     * @throws DecodeException if what came is no answer
     */
    public byte[] ask(Request request) throws IOException {
        var from = in;
        if (from == null) {
            throw new IOException("not connected");
        }
        int id = ++lastId;
        ((TimedInput) from).begin();
        socket.getOutputStream().write(request.frame(id));
        var answer = Answer.read(from);
        var header = answer.header();
        if (header.id() != id || header.command() != request.command().code()) {
            throw new IOException("an answer to " + Integer.toHexString(header.command()) + " number " + header.id()
                    + " instead of " + request.command() + " number " + id);
        }
        return answer.body();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void connect() throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(address.host(), address.port()), (int) timeout.toMillis());
        in = new TimedInput(new BufferedInputStream(socket.getInputStream(), 1 << 14));
        greeting = LoginDecoder.greeting(ask(Request.login(1)));
        ask(Request.login(2)); // its answer has nothing to tell
    }

    /** Lets a whole answer take no longer than the time-out, however slowly it trickles in. */
    private final class TimedInput extends InputStream {
        private final InputStream from;
        private long deadline;

        TimedInput(InputStream from) {
            this.from = from;
        }

        void begin() {
            deadline = System.nanoTime() + timeout.toNanos();
        }

        @Override
        public int read() throws IOException {
            throw new UnsupportedOperationException("answers are read in blocks");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw late();
            }
            socket.setSoTimeout((int) left);
            try {
                return from.read(bytes, offset, length);
            } catch (SocketTimeoutException e) {
                var late = late();
                late.initCause(e);
                throw late;
            }
        }

        private SocketTimeoutException late() {
            return new SocketTimeoutException("no answer within " + timeout.toMillis() + " ms");
        }
    }
}

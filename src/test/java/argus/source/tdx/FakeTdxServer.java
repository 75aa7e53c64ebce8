package argus.source.tdx;

import argus.source.tdx.wire.AnswerBodies;
import argus.source.tdx.wire.BodyWriter;
import argus.source.tdx.wire.Command;
import argus.source.tdx.wire.TdxCode;
import argus.source.tdx.wire.TdxQuote;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A server that speaks the protocol over real sockets: it answers with bodies it was given or makes, in segments, late, or
 * badly where it is told to. Thread-safe.
 */
public final class FakeTdxServer implements Closeable {
    private static final int REQUEST_HEADER = 12;
    private static final byte[] EMPTY = new byte[2];

    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Map<Command, Function<Asked, byte[]>> answers = new EnumMap<>(Command.class);
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.GOOD;
    private volatile int segment = Integer.MAX_VALUE;
    private volatile boolean recording = true;

    /** How it behaves from the next request on. */
    public enum Mood {
        GOOD,
        /** Says nothing. */
        SILENT,
        /** Sends bytes that are no answer. */
        GARBAGE,
        /** Breaks off within an answer. */
        CUTTING,
        /** Answers with the number of another request. */
        CONFUSED
    }

    /** A request. */
    public record Asked(Command command, byte[] body) {

        /** The codes of a request for several quotes, with five levels or with one. */
        public List<TdxCode> codes() {
            boolean veiled = command == Command.QUOTES_VEILED;
            var in = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).position(veiled ? 0 : 8);
            var codes = new ArrayList<TdxCode>();
            for (int n = in.getShort(); n > 0; n--) {
                codes.add(code(in, in.get()));
                in.position(in.position() + (veiled ? 4 : 0));
            }
            return codes;
        }

        /** The code of a request for one security. */
        public TdxCode code() {
            var in = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
            return code(in, in.getShort());
        }

        /** The code of {@link Command#QUOTE_SINGLE}, which names markets the other way round. */
        public TdxCode single() {
            return code(ByteBuffer.wrap(body, 2, 6), body[1] == 1 ? TdxCode.SHENZHEN : TdxCode.SHANGHAI);
        }

        /** The 16 bits at that place. */
        public int u16(int at) {
            return ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getShort(at) & 0xFFFF;
        }

        private static TdxCode code(ByteBuffer in, int market) {
            var digits = new byte[6];
            in.get(digits);
            return new TdxCode(market, new String(digits, StandardCharsets.US_ASCII));
        }
    }

    /** Listens on a free port of the loopback address. Knows nothing but how to log in, until it is told. */
    public FakeTdxServer() throws IOException {
        this(0);
    }

    public FakeTdxServer(int port) throws IOException {
        listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        today(LocalDateTime.of(2026, 11, 20, 9, 40, 7), LocalDate.of(2026, 11, 20));
        answer(Command.HEARTBEAT, request -> new byte[10]);
        answer(Command.COUNT, request -> EMPTY);
        answer(Command.LIST, request -> EMPTY);
        answer(Command.TRADES_TODAY, request -> EMPTY);
        answer(Command.BARS, request -> EMPTY);
        answer(Command.PRICE_LIMITS, request -> EMPTY);
        begin("accept", this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String address() {
        return "127.0.0.1:" + port();
    }

    public FakeTdxServer today(LocalDateTime clock, LocalDate tradingDate) {
        return answer(Command.LOGIN, request -> AnswerBodies.greeting(clock, tradingDate, "本机主站"));
    }

    public FakeTdxServer answer(Command command, Function<Asked, byte[]> answer) {
        synchronized (answers) {
            answers.put(command, answer);
        }
        return this;
    }

    /** Does not answer a command any more. */
    public FakeTdxServer unlearn(Command command) {
        synchronized (answers) {
            answers.remove(command);
        }
        return this;
    }

    /** Answers requests for quotes one by one; a code without a quote comes back empty. */
    public FakeTdxServer quotes(Function<TdxCode, TdxQuote> quote) {
        for (var command : List.of(Command.QUOTES, Command.QUOTES_VEILED, Command.QUOTES_TOP)) {
            answer(
                    command,
                    request -> AnswerBodies.quotes(
                            command, request.codes().stream().map(quote).toList()));
        }
        return this;
    }

    public FakeTdxServer mood(Mood next) {
        mood = next;
        return this;
    }

    /** Sends answers in pieces of that size. */
    public FakeTdxServer segments(int bytes) {
        segment = bytes;
        return this;
    }

    /** Keeps no account of what it is asked. */
    public FakeTdxServer forgetful() {
        recording = false;
        return this;
    }

    /** Everything it was asked, oldest first. */
    public List<Asked> asked() {
        return asked;
    }

    public long asked(Command command) {
        return asked.stream().filter(request -> request.command() == command).count();
    }

    public int connections() {
        return sockets.size();
    }

    /** Breaks all connections off. */
    public void cut() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                var socket = listener.accept();
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                if (listener.isClosed()) socket.close(); // taken in the last moment, it would be served for ever
                begin("serve", () -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new DataInputStream(socket.getInputStream());
            while (true) {
                respond(in, socket);
            }
        } catch (IOException e) {
            // the client is gone, or it was cut off
        } finally {
            sockets.remove(socket);
        }
    }

    private void respond(InputStream in, Socket socket) throws IOException {
        var header = read(in, REQUEST_HEADER);
        int length = header.getShort(6) - 2;
        var body = read(in, length).array();
        var command = command(header.getShort(10) & 0xFFFF);
        if (command == null) {
            return;
        }
        var request = new Asked(command, body);
        if (recording) {
            asked.add(request);
        }
        Function<Asked, byte[]> answer;
        synchronized (answers) {
            answer = answers.get(command);
        }
        if (answer != null && mood != Mood.SILENT) {
            send(socket, mood, header.getInt(1), command, answer.apply(request));
        }
    }

    private void send(Socket socket, Mood now, int id, Command command, byte[] body) throws IOException {
        var out = socket.getOutputStream();
        boolean compress = body.length > 100;
        var compressed = compress ? BodyWriter.deflated(body) : body;
        boolean smaller = compressed.length < body.length;
        var answer = BodyWriter.answer(now == Mood.CONFUSED ? id + 1 : id, command.code(), body, smaller);
        switch (now) {
            case GARBAGE -> out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            case CUTTING -> {
                out.write(answer, 0, answer.length / 2);
                socket.close();
            }
            default -> inSegments(out, answer);
        }
    }

    private void inSegments(OutputStream out, byte[] answer) throws IOException {
        for (int from = 0; from < answer.length; from += Math.min(segment, answer.length)) {
            out.write(answer, from, Math.min(segment, answer.length - from));
            out.flush();
            if (segment < answer.length) {
                Thread.yield();
            }
        }
    }

    private static ByteBuffer read(InputStream in, int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Command command(int code) {
        for (var command : Command.values()) {
            if (command.code() == code) {
                return command;
            }
        }
        return null;
    }

    private static void begin(String name, Runnable task) {
        var thread = new Thread(task, "fake-tdx-" + name);
        thread.setDaemon(true);
        thread.start();
    }
}

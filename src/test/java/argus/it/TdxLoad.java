package argus.it;

import argus.source.tdx.FakeTdxServer;
import argus.source.tdx.wire.AnswerBodies;
import argus.source.tdx.wire.TdxCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A measurement: a TDX server of 5,000 symbols whose states all change with each answer, a service that polls it, and clients that
 * subscribe to all of them. Tells
 * how long it took from an answer to a client, and what the service used. A program, run with the system properties of the integration
 * tests: {@code TdxLoad [SECONDS]}; docs/performance.md has the whole of it.
 */
public final class TdxLoad {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String SETTINGS =
            """
            argus:
              calendar:
                always-open: true
              datasource:
                source-type: tdx
                tdx-servers: ["%s"]
                tdx-trade-symbols: 0
                tdx-history-bars: 0
            """;

    /** What one client may subscribe to. */
    private static final int EACH = 1_000;
    /** With these codes of shares in Shanghai begin, for each client one; those with 602 or 604 do not. */
    private static final List<String> BEGINNINGS = List.of("600", "601", "603", "605", "688");

    private static final int WARM_UP_SECONDS = 60;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double TICKS_PER_SECOND = 100;
    /** A number for each answer: it travels to the client as volume. */
    private static final int NUMBERS = 1 << 22;

    private final long[] sent = new long[NUMBERS];
    private final long[] took = new long[NUMBERS];
    private final AtomicInteger measured = new AtomicInteger();
    private final AtomicLong number = new AtomicLong();
    private final Set<TdxCode> polled = ConcurrentHashMap.newKeySet();
    private volatile boolean measuring;

    public static void main(String[] args) throws Exception {
        new TdxLoad().run(args.length > 0 ? Integer.parseInt(args[0]) : 60);
    }

    private void run(int seconds) throws Exception {
        try (var tdx = new FakeTdxServer().forgetful()) {
            var today = LocalDate.now(SHANGHAI);
            tdx.today(today.atTime(LocalTime.NOON), today);
            tdx.quotes(code -> {
                polled.add(code);
                return AnswerBodies.quote(code, 900 + number.get() % 100, clock(), number());
            });
            try (var service =
                    ArgusServer.with().yaml(SETTINGS.formatted(tdx.address())).start()) {
                load(service, seconds);
            }
        }
    }

    private void load(ArgusServer service, int seconds) throws Exception {
        long pid = ProcessHandle.of(service.pid())
                .orElseThrow()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElse(service.pid());
        var clients = BEGINNINGS.stream()
                .map(beginning -> client(service.port(), beginning))
                .toList();
        Thread.sleep(WARM_UP_SECONDS * 1_000L); // a load program, not a test: time is what it measures over
        double cpu = cpuSeconds(pid);
        long before = number.get();
        measuring = true;
        Thread.sleep(seconds * 1_000L);
        measuring = false;
        tell(number.get() - before, seconds, cpuSeconds(pid) - cpu, pid);
        clients.forEach(WebSocket::abort);
    }

    /** The number of the answer under way, whose time is kept. */
    private long number() {
        long next = number.incrementAndGet();
        sent[(int) (next % NUMBERS)] = System.nanoTime();
        return next;
    }

    /** A clock that goes on, as one of an exchange does. */
    private static long clock() {
        var now = LocalTime.now(SHANGHAI);
        return now.getHour() * 1_000_000L + now.getMinute() * 10_000L + now.getSecond() * 10_000L / 60;
    }

    private WebSocket client(int port, String beginning) {
        var symbols = IntStream.range(0, EACH)
                .mapToObj(n -> "\"%s%03d.SH\"".formatted(beginning, n))
                .collect(Collectors.joining(","));
        var socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"), new Reader())
                .join();
        socket.sendText("{\"type\":\"subscribe\",\"symbols\":[" + symbols + "],\"data_type\":\"quote\"}", true)
                .join();
        return socket;
    }

    private final class Reader implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                received(text);
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    private void received(StringBuilder text) {
        int at = text.indexOf("\"volume\":");
        if (!measuring || at < 0 || text.indexOf("\"snapshot\":true") >= 0) {
            return;
        }
        long shares = 0;
        for (int i = at + "\"volume\":".length(); Character.isDigit(text.charAt(i)); i++) {
            shares = shares * 10 + text.charAt(i) - '0';
        }
        int n = measured.getAndIncrement();
        took[n % NUMBERS] = System.nanoTime() - sent[(int) (shares / 100 % NUMBERS)];
    }

    private void tell(long made, int seconds, double cpu, long pid) throws IOException {
        int count = measured.get();
        var sorted = Arrays.copyOf(took, Math.min(count, NUMBERS));
        Arrays.sort(sorted);
        System.out.printf(
                "%d symbols, %d of %d updates in %d s; from answer to client p50 %.1f ms, p99 %.1f ms, most %.1f ms%n",
                polled.size(), count, made, seconds, millis(sorted, 0.5), millis(sorted, 0.99), millis(sorted, 1));
        System.out.printf("service: %.1f %% of a core, %s resident%n", 100 * cpu / seconds, resident(pid));
    }

    private static double millis(long[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) ((sorted.length - 1) * part)] / NANOS_PER_MILLI;
    }

    private static double cpuSeconds(long pid) throws IOException {
        var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    private static String resident(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .findFirst()
                .orElse("unknown")
                .replaceAll("VmRSS:\\s*", "");
    }
}

package argus.protocol.request;

import argus.protocol.Golden;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What decoding one request costs, one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class MessageReaderBenchmark {
    private final MessageReader reader = new MessageReader(1_048_576);
    private final String subscribe = Golden.wire("requests/subscribe");
    private final String ping = Golden.wire("requests/ping");
    private final String thousandSymbols = "{\"type\":\"subscribe\",\"data\":{\"data_types\":[\"quote\"],\"symbols\":["
            + IntStream.range(600_000, 601_000)
                    .mapToObj(code -> '"' + Integer.toString(code) + ".SH\"")
                    .collect(Collectors.joining(","))
            + "]}}";

    @Benchmark
    public ClientMessage subscribe() {
        return reader.read(subscribe);
    }

    @Benchmark
    public ClientMessage ping() {
        return reader.read(ping);
    }

    @Benchmark
    public ClientMessage thousandSymbols() {
        return reader.read(thousandSymbols);
    }
}

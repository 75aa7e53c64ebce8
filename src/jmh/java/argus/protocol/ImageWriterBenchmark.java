package argus.protocol;

import argus.model.BarPeriod;
import argus.model.DataType;
import argus.model.MarketEvent;
import argus.topic.Topic;
import argus.topic.Update;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What encoding one update costs, one thread. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ImageWriterBenchmark {
    private final ImageWriter writer = new ImageWriter();
    private final Topic quoteTopic = Samples.quoteTopic();
    private final Topic tradeTopic = Topic.of(DataType.TRADE, Samples.BITCOIN);
    private final Topic depthTopic = Topic.depth(Samples.APPLE, 5);
    private final Topic klineTopic = Topic.kline(Samples.PING_AN, BarPeriod.M1);
    private long seq = 1_000_000;

    @Benchmark
    public String quote() {
        return write(quoteTopic, Samples.QUOTE);
    }

    @Benchmark
    public String trade() {
        return write(tradeTopic, Samples.TRADE);
    }

    @Benchmark
    public String depth() {
        return write(depthTopic, Samples.DEPTH);
    }

    @Benchmark
    public String kline() {
        return write(klineTopic, Samples.BAR);
    }

    private String write(Topic topic, MarketEvent event) {
        seq++;
        // some updates in each second, so that the time is formatted as often as in earnest
        return writer.write(new Update(topic, seq, Samples.TS + seq / 100, event), seq - 1, false);
    }
}

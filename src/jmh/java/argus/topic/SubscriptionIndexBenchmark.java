package argus.topic;

import argus.model.DataType;
import argus.model.Events;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What coming and going costs in a topic with so many listeners, and what looking them all up costs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class SubscriptionIndexBenchmark {
    @Param({"1", "100", "10000"})
    int listeners;

    private final SubscriptionIndex<Integer> index = new SubscriptionIndex<>();
    private final Topic topic = Topic.of(DataType.QUOTE, Events.BITCOIN);

    @Setup
    public void subscribe() {
        for (int i = 0; i < listeners; i++) {
            index.add(topic, null, i, 0);
        }
    }

    @Benchmark
    public boolean comeAndGo() {
        index.add(topic, null, -1, 0);
        return index.remove(topic, null, -1);
    }

    @Benchmark
    public long visitAll() {
        long sum = 0;
        for (var group : index.groups(topic)) {
            for (int listener : group.listeners()) {
                sum += listener;
            }
        }
        return sum;
    }
}

package argus.metrics;

/** Takes durations for a histogram. Thread-safe. */
@FunctionalInterface
public interface Latency {

    void record(long nanos);
}

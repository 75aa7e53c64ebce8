package argus.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void allowsABurstThenTellsHowLongToWait() {
        var bucket = new TokenBucket(10, Duration.ofSeconds(1), 0);
        for (int i = 0; i < 10; i++) {
            assertThat(bucket.take(0)).isZero();
        }
        assertThat(bucket.take(0)).isEqualTo(SECOND / 10);
        assertThat(bucket.take(SECOND / 10)).isZero();
        assertThat(bucket.take(SECOND / 10)).isPositive();
    }

    @Test
    void restDoesNotGatherMoreThanOneBurst() {
        var bucket = new TokenBucket(2, Duration.ofSeconds(1), 0);
        assertThat(bucket.take(100 * SECOND)).isZero();
        assertThat(bucket.take(100 * SECOND)).isZero();
        assertThat(bucket.take(100 * SECOND)).isPositive();
    }

    @Property(tries = 300)
    void neverAllowsMoreThanOneBurstAndTheRateInAnyStretchOfTime(
            @ForAll @IntRange(min = 1, max = 20) int capacity,
            @ForAll @Size(max = 100) List<@LongRange(min = 0, max = SECOND / 2) Long> pauses) {
        var bucket = new TokenBucket(capacity, Duration.ofSeconds(1), 0);
        var allowed = new ArrayList<Long>();
        long now = 0;
        for (long pause : pauses) {
            now += pause;
            if (bucket.take(now) == 0) {
                allowed.add(now);
            }
        }
        for (int from = 0; from < allowed.size(); from++) {
            for (int to = from; to < allowed.size(); to++) {
                double seconds = (allowed.get(to) - allowed.get(from)) / (double) SECOND;
                assertThat(to - from + 1).isLessThanOrEqualTo((int) (capacity + capacity * seconds + 1e-6));
            }
        }
    }

    @Property(tries = 300)
    void waitingAsLongAsSaidIsEnough(
            @ForAll @IntRange(min = 1, max = 1000) int capacity,
            @ForAll @LongRange(min = 1, max = 60_000) long windowMs,
            @ForAll @Size(max = 50) List<@LongRange(min = 0, max = SECOND) Long> pauses) {
        var bucket = new TokenBucket(capacity, Duration.ofMillis(windowMs), 0);
        long now = 0;
        for (long pause : pauses) {
            now += pause;
            long wait = bucket.take(now);
            if (wait > 0) {
                now += wait + 1;
                assertThat(bucket.take(now)).isZero();
            }
        }
    }
}

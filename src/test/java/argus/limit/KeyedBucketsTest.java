package argus.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeyedBucketsTest {
    private final KeyedBuckets buckets = new KeyedBuckets(Duration.ofSeconds(1), 2);

    @Test
    void eachKeyHasItsOwnTokens() {
        assertThat(buckets.take("a", 2, 0)).isZero();
        assertThat(buckets.take("a", 2, 0)).isZero();
        assertThat(buckets.take("a", 2, 0)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
        assertThat(buckets.take("b", 2, 0)).isZero();
        assertThat(buckets.take("a", 2, TimeUnit.MILLISECONDS.toNanos(500))).isZero();
    }

    @Test
    void ofTooManyKeysTheOneThatWasQuietForLongestIsForgotten() {
        buckets.take("a", 1, 0);
        buckets.take("b", 1, 0);
        assertThat(buckets.take("a", 1, 0)).isPositive();
        buckets.take("c", 1, 0);
        assertThat(buckets.take("a", 1, 0)).isPositive();
        assertThat(buckets.take("b", 1, 0)).isZero();
    }

    @Test
    void anotherLimitHoldsAtOnce() {
        assertThat(buckets.take("a", 1, 0)).isZero();
        assertThat(buckets.take("a", 1, 0)).isPositive();
        assertThat(buckets.take("a", 5, 0)).isZero();
    }
}

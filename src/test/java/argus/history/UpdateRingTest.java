package argus.history;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.NOON;
import static argus.model.Events.PING_AN;
import static argus.model.Events.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.model.DataType;
import argus.model.Quote;
import argus.topic.Topic;
import argus.topic.Update;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class UpdateRingTest {
    private static final Topic BITCOINS = Topic.of(DataType.QUOTE, BITCOIN);
    private static final Topic BANKS = Topic.of(DataType.QUOTE, PING_AN);
    private static final Quote VALUE = quote(BITCOIN, NOON, "1");
    private static final int UPDATE = Footprint.of(new Update(BITCOINS, 1, 0, VALUE));
    private static final int TEXT = 100;

    private final List<Update> framed = new ArrayList<>();

    private UpdateRing<String> ring(long bytes, Duration window) {
        return new UpdateRing<>(
                new Retention(bytes, window),
                update -> {
                    framed.add(update);
                    return update.topic() + " " + update.seq();
                },
                frame -> TEXT);
    }

    private static Update update(Topic topic, long seq, long ts) {
        return new Update(topic, seq, ts, VALUE);
    }

    private static TopicPast<String> past(UpdateRing<String> ring, Topic topic) {
        return Objects.requireNonNull(ring.past(topic));
    }

    @Test
    void holdsTheLastUpdatesOfATopicWithWhatTheyAreComparedWith() {
        var ring = ring(1 << 20, Duration.ofSeconds(10));
        var before = quote(BITCOIN, NOON, "0");
        for (int seq = 7; seq <= 9; seq++) {
            ring.add(update(BITCOINS, seq, 0), seq == 7 ? null : before);
        }
        var past = past(ring, BITCOINS);
        assertThat(past.first()).isEqualTo(7);
        assertThat(past.last()).isEqualTo(9);
        assertThat(past.update(8)).isEqualTo(update(BITCOINS, 8, 0));
        assertThat(past.before(7)).isNull();
        assertThat(past.before(8)).isEqualTo(before);
        assertThat(ring.updates()).isEqualTo(3);
        assertThat(ring.bytes()).isEqualTo(TopicPast.FOOTPRINT + 3L * UPDATE);
        assertThat(ring.past(BANKS)).isNull();
    }

    @Test
    void theOldestUpdateOfAllGivesWayFirst() {
        var ring = ring(2L * TopicPast.FOOTPRINT + 3L * UPDATE, Duration.ofSeconds(10));
        ring.add(update(BITCOINS, 1, 0), null);
        ring.add(update(BANKS, 1, 0), null);
        ring.add(update(BITCOINS, 2, 0), null);
        ring.add(update(BANKS, 2, 0), null);
        assertThat(past(ring, BITCOINS).first()).isEqualTo(2);
        assertThat(past(ring, BANKS).first()).isEqualTo(1);
        ring.add(update(BANKS, 3, 0), null);
        assertThat(past(ring, BANKS).first()).isEqualTo(2);
        ring.add(update(BANKS, 4, 0), null);
        assertThat(ring.past(BITCOINS)).isNull();
        assertThat(ring.updates()).isEqualTo(3);
    }

    @Test
    void nothingIsOlderThanTheWindow() {
        var ring = ring(1 << 20, Duration.ofMillis(100));
        ring.add(update(BITCOINS, 1, 1_000), null);
        ring.add(update(BITCOINS, 2, 1_050), null);
        ring.expire(1_100);
        assertThat(ring.updates()).isEqualTo(2);
        ring.expire(1_101);
        assertThat(past(ring, BITCOINS).first()).isEqualTo(2);
        ring.expire(1_151);
        assertThat(ring.past(BITCOINS)).isNull();
        assertThat(ring.updates()).isZero();
        assertThat(ring.bytes()).isZero();
    }

    @Test
    void aHoleMakesANewBeginning() {
        var ring = ring(1 << 20, Duration.ofMillis(100));
        ring.add(update(BITCOINS, 1, 0), null);
        ring.add(update(BITCOINS, 3, 50), null);
        assertThat(past(ring, BITCOINS).first()).isEqualTo(3);
        ring.expire(101);
        assertThat(past(ring, BITCOINS).first()).isEqualTo(3);
        assertThat(ring.bytes()).isEqualTo(TopicPast.FOOTPRINT + UPDATE);
        ring.expire(151);
        assertThat(ring.bytes()).isZero();
    }

    @Test
    void whatIsReplayedIsMadeOnceAndTakesRoom() {
        var ring = ring(TopicPast.FOOTPRINT + 2L * UPDATE + TEXT, Duration.ofSeconds(10));
        ring.add(update(BITCOINS, 1, 0), null);
        ring.add(update(BITCOINS, 2, 0), null);
        assertThat(framed).isEmpty();
        var past = past(ring, BITCOINS);
        assertThat(ring.replay(past, 2)).isEqualTo("quote:BTC-USD 2").isSameAs(ring.replay(past, 2));
        assertThat(framed).hasSize(1);
        assertThat(past.first()).isEqualTo(1);
        assertThat(ring.replay(past, 1)).isEqualTo("quote:BTC-USD 1");
        assertThat(past.first()).isEqualTo(2);
        assertThat(ring.bytes()).isEqualTo(TopicPast.FOOTPRINT + UPDATE + TEXT);
    }

    @Test
    void withoutRoomNothingIsKept() {
        var ring = ring(0, Duration.ofSeconds(10));
        ring.add(update(BITCOINS, 1, 0), null);
        assertThat(ring.past(BITCOINS)).isNull();
        assertThat(ring.bytes()).isZero();
        assertThatThrownBy(() -> new Retention(-1, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Retention(0, Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRingTooSmallForOneUpdateHoldsNone() {
        var ring = ring(100, Duration.ofSeconds(10));
        ring.add(update(BITCOINS, 1, 0), null);
        ring.add(update(BITCOINS, 2, 0), null);
        assertThat(ring.past(BITCOINS)).isNull();
        assertThat(ring.bytes()).isZero();
    }
}

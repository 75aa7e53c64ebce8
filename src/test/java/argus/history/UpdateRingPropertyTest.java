package argus.history;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.NOON;
import static argus.model.Events.depth;
import static argus.model.Events.quote;
import static org.assertj.core.api.Assertions.assertThat;

import argus.model.DataType;
import argus.model.MarketEvent;
import argus.topic.Topic;
import argus.topic.Update;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever is added, replayed and left to time: the newest of all are held, in their order, within the bounds. */
class UpdateRingPropertyTest {
    private static final long WINDOW = 100;
    private static final int IMAGE = 77;
    private static final List<Topic> TOPICS = List.of(
            Topic.of(DataType.QUOTE, BITCOIN),
            Topic.of(DataType.TRADE, BITCOIN),
            Topic.of(DataType.TICK, BITCOIN),
            Topic.depth(BITCOIN, 5));

    private record Step(int what, int topic, int detail) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.integers().between(0, TOPICS.size() - 1),
                        Arbitraries.integers().between(0, 99))
                .as(Step::new)
                .list()
                .ofMaxSize(200);
    }

    @Property(tries = 300)
    void holdsTheNewestOfAllWithinItsBounds(
            @ForAll("steps") List<Step> steps, @ForAll @IntRange(max = 20_000) int limit) {
        var ring = new UpdateRing<Update>(
                new Retention(limit, Duration.ofMillis(WINDOW)), update -> update, update -> IMAGE);
        var all = new ArrayDeque<Update>();
        Map<Topic, Long> seqs = new HashMap<>();
        long now = 0;
        for (var step : steps) {
            var topic = TOPICS.get(step.topic());
            switch (step.what()) {
                case 0 -> now += step.detail();
                case 1 -> replay(ring, topic, step.detail());
                default -> {
                    // now and then one is left out, as while a topic is not recorded
                    long seq = seqs.merge(topic, step.detail() == 0 ? 2L : 1L, Long::sum);
                    var update = new Update(topic, seq, now, value(step));
                    all.add(update);
                    ring.add(update, null);
                }
            }
            ring.expire(now);
            check(ring, all, limit, now);
        }
    }

    private static MarketEvent value(Step step) {
        return step.topic() == 3 ? depth(BITCOIN, NOON, 1 + step.detail() % 9, 1) : quote(BITCOIN, NOON, "1");
    }

    private static void replay(UpdateRing<Update> ring, Topic topic, int detail) {
        var past = ring.past(topic);
        if (past != null) {
            long seq = past.first() + detail % (past.last() - past.first() + 1);
            assertThat(ring.replay(past, seq).seq()).isEqualTo(seq);
        }
    }

    private static void check(UpdateRing<Update> ring, ArrayDeque<Update> all, int limit, long now) {
        assertThat(ring.bytes()).isBetween(0L, (long) limit);
        assertThat(ring.updates()).isLessThanOrEqualTo(all.size());
        var newest = all.stream().skip(all.size() - ring.updates()).toList();
        assertThat(newest).allMatch(update -> now - update.ts() <= WINDOW);
        for (var topic : TOPICS) {
            var past = ring.past(topic);
            var mine = newest.stream().filter(u -> u.topic().equals(topic)).toList();
            if (mine.isEmpty()) {
                assertThat(past).isNull();
                continue;
            }
            assertThat(past).isNotNull();
            assertThat(past.last()).isEqualTo(mine.get(mine.size() - 1).seq());
            for (long seq = past.last(); seq >= past.first(); seq--) {
                var expected = mine.get((int) (mine.size() - 1 - (past.last() - seq)));
                assertThat(past.update(seq)).isSameAs(expected);
            }
            long index = mine.size() - 1 - (past.last() - past.first());
            assertThat(index == 0 || mine.get((int) index - 1).seq() < past.first() - 1)
                    .as("all that are held back to the last hole")
                    .isTrue();
        }
    }
}

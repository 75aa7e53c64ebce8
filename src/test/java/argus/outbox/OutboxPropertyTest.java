package argus.outbox;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.NOON;
import static argus.model.Events.bar;
import static argus.model.Events.quote;
import static argus.model.Events.trade;
import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Bar;
import argus.model.BarPeriod;
import argus.model.DataType;
import argus.model.MarketEvent;
import argus.outbox.Item.Gap;
import argus.outbox.Item.Message;
import argus.outbox.Item.Owed;
import argus.topic.Delivery;
import argus.topic.Topic;
import argus.topic.Update;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Two outboxes on one meter under any order of offering, taking, slowing, dropping and closing. */
class OutboxPropertyTest {
    private static final List<Topic> TOPICS = List.of(
            Topic.of(DataType.QUOTE, BITCOIN), Topic.of(DataType.TRADE, BITCOIN), Topic.kline(BITCOIN, BarPeriod.M1));

    private enum What {
        OFFER,
        OFFER_MANY,
        TAKE,
        TAKE_ALL,
        WAIT,
        DROP,
        CONTROL,
        SLOW,
        CLOSE
    }

    private record Step(What what, int outbox, int lane, int amount) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        var what = Arbitraries.frequency(
                Tuple.of(30, What.OFFER),
                Tuple.of(10, What.OFFER_MANY),
                Tuple.of(20, What.TAKE),
                Tuple.of(4, What.TAKE_ALL),
                Tuple.of(10, What.WAIT),
                Tuple.of(3, What.DROP),
                Tuple.of(4, What.CONTROL),
                Tuple.of(2, What.SLOW),
                Tuple.of(1, What.CLOSE));
        return Combinators.combine(
                        what,
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, TOPICS.size() - 1),
                        Arbitraries.integers().between(1, 12))
                .as(Step::new)
                .list()
                .ofMaxSize(150);
    }

    @Property(tries = 500)
    void accountsForEveryByteAndKeepsEveryChain(
            @ForAll("steps") List<Step> steps, @ForAll("budgets") long budget, @ForAll("budgets") long limit) {
        var run = new Run(budget, limit);
        steps.forEach(run::step);
        run.finish();
    }

    @Provide
    Arbitrary<Long> budgets() {
        return Arbitraries.of(2_000L, 5_000L, 20_000L, 10_000_000L);
    }

    private static final class Run {
        private final OutboxMeter meter;
        private final List<Outbox> outboxes;
        private final List<List<Lane>> lanes = List.of(new ArrayList<>(), new ArrayList<>());
        private final long[] seqs = new long[TOPICS.size()];
        private final Map<Lane, Long> last = new IdentityHashMap<>();
        private final Map<Lane, Long> startedAt = new IdentityHashMap<>();
        private final Map<Lane, Set<Long>> sent = new IdentityHashMap<>();
        private final Map<Topic, Update> newest = new HashMap<>();
        private final boolean[] closed = new boolean[2];
        private long now = 1_000_000;
        private long minute;

        Run(long budget, long limit) {
            meter = new OutboxMeter(limit);
            outboxes = List.of(new Outbox(budget, meter), new Outbox(budget, meter));
            for (int box = 0; box < 2; box++) {
                for (int topic = 0; topic < TOPICS.size(); topic++) {
                    lanes.get(box).add(start(box, topic));
                }
            }
        }

        private Lane start(int box, int topic) {
            var delivery = TOPICS.get(topic).type() == DataType.TRADE ? Delivery.ALL : Delivery.CONFLATED;
            var lane = new Lane(TOPICS.get(topic), delivery, box == 1 && topic == 0 ? 250 : 0);
            outboxes.get(box).start(lane, "answer", null, seqs[topic]);
            last.put(lane, seqs[topic]);
            startedAt.put(lane, seqs[topic]);
            return lane;
        }

        void step(Step step) {
            var outbox = outboxes.get(step.outbox());
            var lane = lanes.get(step.outbox()).get(step.lane());
            switch (step.what()) {
                case OFFER -> offer(step.lane(), step.amount());
                case OFFER_MANY -> {
                    for (int i = 0; i < step.amount(); i++) {
                        offer(step.lane(), step.amount() + i);
                    }
                }
                case TAKE -> take(step.outbox());
                case TAKE_ALL -> {
                    while (take(step.outbox())) {}
                }
                case WAIT -> outbox.release(now += step.amount() * 30L);
                case DROP -> {
                    outbox.drop(lane);
                    last.put(lane, null);
                    lanes.get(step.outbox()).set(step.lane(), start(step.outbox(), step.lane()));
                }
                case CONTROL -> outbox.control("x".repeat(step.amount() * 100));
                case SLOW -> outbox.slow(step.amount() > 6 ? 0 : 1_000);
                case CLOSE -> {
                    outbox.close();
                    closed[step.outbox()] = true;
                }
            }
            assertThat(meter.bytes())
                    .isEqualTo(outboxes.stream().mapToLong(Outbox::bytes).sum());
            assertThat(outboxes).allMatch(o -> o.bytes() >= 0);
        }

        private void offer(int topic, int kind) {
            MarketEvent value =
                    switch (topic) {
                        case 0 -> quote(BITCOIN, NOON, "1");
                        case 1 -> trade(BITCOIN, NOON, "1", "1");
                        default -> minuteBar(kind);
                    };
            var update = new Update(TOPICS.get(topic), ++seqs[topic], now, value);
            if (!(value instanceof Bar bar)
                    || newest.get(update.topic()) == null
                    || !bar.time().isBefore(newest.get(update.topic()).value().time())) {
                newest.put(update.topic(), update);
            }
            var frame = new Frame(update, FrameTest.BLANK, 0);
            for (int box = 0; box < 2; box++) {
                outboxes.get(box).offer(lanes.get(box).get(topic), frame, now);
            }
        }

        /** The growing bar, its end, or the correction of an older one. */
        private Bar minuteBar(int kind) {
            int what = kind % 12;
            if (what >= 8 && minute > 0) {
                return bar(BITCOIN, NOON.plusSeconds(60 * (minute - 1)), "1", true, 1);
            }
            if (what >= 6) {
                return bar(BITCOIN, NOON.plusSeconds(60 * minute++), "1", true, 0);
            }
            return bar(BITCOIN, NOON.plusSeconds(60 * minute), "1", false, 0);
        }

        private boolean take(int box) {
            var item = outboxes.get(box).poll();
            if (item instanceof Owed owed) {
                long seq = owed.frame().update().seq();
                var topic = owed.frame().update().topic();
                var lane = lanes.get(box).get(TOPICS.indexOf(topic));
                long before = owed.link().pseq();
                assertThat(before).as("nothing comes of a dropped lane").isEqualTo(last.get(lane));
                assertThat(seq).isGreaterThan(before);
                assertThat(owed.link().merged()).isEqualTo(seq - before - 1);
                if (topic.type() == DataType.TRADE) {
                    assertThat(seq).isEqualTo(before + 1);
                }
                last.put(lane, seq);
                sent.computeIfAbsent(lane, l -> new HashSet<>()).add(seq);
            } else if (item instanceof Gap gap) {
                assertThat(last.get(gap.lane())).isEqualTo(gap.from() - 1);
                assertThat(gap.to()).isGreaterThanOrEqualTo(gap.from());
                last.put(gap.lane(), gap.to());
            } else {
                assertThat(item == null || item instanceof Message).isTrue();
            }
            assertThat(item == null || !closed[box]).isTrue();
            return item != null;
        }

        void finish() {
            now += 3_600_000;
            for (int box = 0; box < 2; box++) {
                outboxes.get(box).release(now);
                while (take(box)) {}
                assertThat(outboxes.get(box).bytes()).isZero();
                for (int topic = 0; topic < TOPICS.size() && !closed[box]; topic++) {
                    var state = newest.get(TOPICS.get(topic));
                    var lane = lanes.get(box).get(topic);
                    long reached = last.get(lane);
                    assertThat(reached).as(TOPICS.get(topic).text()).isLessThanOrEqualTo(seqs[topic]);
                    assertThat(reached).isGreaterThanOrEqualTo(state == null ? 0 : state.seq());
                    if (state != null && lane.conflates() && state.seq() > startedAt.get(lane)) {
                        assertThat(sent.getOrDefault(lane, Set.of()))
                                .as("%s: the newest state is sent", lane.topic())
                                .contains(state.seq());
                    }
                }
            }
            assertThat(meter.bytes()).isZero();
        }
    }
}

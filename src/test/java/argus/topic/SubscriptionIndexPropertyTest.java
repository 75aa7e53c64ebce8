package argus.topic;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.DataType;
import argus.model.Events;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class SubscriptionIndexPropertyTest {
    private static final List<Topic> TOPICS = List.of(
            Topic.of(DataType.QUOTE, Events.PING_AN),
            Topic.of(DataType.TRADE, Events.PING_AN),
            Topic.of(DataType.QUOTE, Events.BITCOIN));

    private record Change(boolean add, int topic, String listener) {}

    @Provide
    Arbitrary<List<Change>> changes() {
        return Combinators.combine(
                        Arbitraries.of(true, true, false),
                        Arbitraries.integers().between(0, TOPICS.size() - 1),
                        Arbitraries.of("a", "b", "c", "d"))
                .as(Change::new)
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 300)
    void reportsTheFirstAndTheLastListenerAndNoOther(@ForAll("changes") List<Change> changes) {
        var index = new SubscriptionIndex<String>();
        Map<Integer, Set<String>> model = new TreeMap<>();
        for (var change : changes) {
            var topic = TOPICS.get(change.topic());
            var set = model.computeIfAbsent(change.topic(), t -> new LinkedHashSet<>());
            if (change.add()) {
                boolean first = set.isEmpty();
                set.add(change.listener());
                assertThat(index.add(topic, change.listener())).isEqualTo(first);
            } else {
                boolean last = set.remove(change.listener()) && set.isEmpty();
                assertThat(index.remove(topic, change.listener())).isEqualTo(last);
            }
            assertThat(index.listeners(topic)).containsExactlyElementsOf(set);
        }
        assertThat(index.topics()).isEqualTo((int)
                model.values().stream().filter(s -> !s.isEmpty()).count());
    }
}

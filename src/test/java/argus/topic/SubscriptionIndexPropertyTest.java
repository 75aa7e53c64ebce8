package argus.topic;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.DataType;
import argus.model.Events;
import java.util.Arrays;
import java.util.HashMap;
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
import org.junit.jupiter.api.Test;

class SubscriptionIndexPropertyTest {
    private static final List<Topic> TOPICS = List.of(
            Topic.of(DataType.QUOTE, Events.PING_AN),
            Topic.of(DataType.TRADE, Events.PING_AN),
            Topic.of(DataType.QUOTE, Events.BITCOIN));

    private static final Filter NONE = new Filter.Or(List.of());
    private static final List<Filter> FILTERS = Arrays.asList(null, NONE, new Filter.Not(NONE));

    private record Change(boolean add, int topic, int filter, String listener) {}

    @Provide
    Arbitrary<List<Change>> changes() {
        return Combinators.combine(
                        Arbitraries.of(true, true, false),
                        Arbitraries.integers().between(0, TOPICS.size() - 1),
                        Arbitraries.integers().between(0, FILTERS.size() - 1),
                        Arbitraries.of("a", "b", "c", "d"))
                .as(Change::new)
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 300)
    void groupsListenersByWhatTheyWantAndForgetsEmptyGroups(@ForAll("changes") List<Change> changes) {
        var index = new SubscriptionIndex<String>();
        Map<Topic, Map<Integer, Set<String>>> model = new HashMap<>();
        long seq = 0;
        for (var change : changes) {
            var topic = TOPICS.get(change.topic());
            var where = FILTERS.get(change.filter());
            var groups = model.computeIfAbsent(topic, t -> new TreeMap<>());
            var set = groups.computeIfAbsent(change.filter(), t -> new LinkedHashSet<>());
            if (change.add()) {
                set.add(change.listener());
                assertThat(index.add(topic, where, change.listener(), ++seq).listeners())
                        .containsExactlyInAnyOrderElementsOf(set);
            } else {
                assertThat(index.remove(topic, where, change.listener())).isEqualTo(set.remove(change.listener()));
            }
            groups.values().removeIf(Set::isEmpty);
            model.values().removeIf(Map::isEmpty);
            assertThat(index.contains(topic)).isEqualTo(model.containsKey(topic));
            assertThat(index.groups(topic).stream().map(group -> Set.copyOf(group.listeners())))
                    .containsExactlyInAnyOrderElementsOf(groups.values());
            assertThat(index.topics()).isEqualTo(model.size());
        }
    }

    @Test
    void aGroupKnowsHowFarItHasConsidered() {
        var index = new SubscriptionIndex<String>();
        var group = index.add(TOPICS.get(0), NONE, "a", 7);
        assertThat(group.considered()).isEqualTo(7);
        group.considered(8);
        assertThat(index.add(TOPICS.get(0), NONE, "b", 7)).isSameAs(group);
        assertThat(group.considered()).isEqualTo(8);
    }

    @Test
    void aGroupIsOwedWhatItsFilterPasses() {
        var index = new SubscriptionIndex<String>();
        var value = Events.quote(Events.BITCOIN, Events.NOON, "1");
        assertThat(index.add(TOPICS.get(2), NONE, "a", 0).owes(value, null)).isFalse();
        assertThat(index.add(TOPICS.get(2), new Filter.Not(NONE), "b", 0).owes(value, null))
                .isTrue();
        assertThat(index.add(TOPICS.get(2), null, "c", 0).owes(value, null)).isTrue();
    }
}

package argus.feed;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.MOUTAI;
import static argus.model.Events.PING_AN;
import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Symbol;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DemandTest {
    private static final List<Symbol> SYMBOLS = List.of(BITCOIN, PING_AN, MOUTAI);

    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final List<Set<Symbol>> told = new ArrayList<>();
    private final Demand demand = new Demand(tasks::add, told::add);

    @Example
    void tellsTheFirstWishAndTheLastAndNoneBetween() {
        assertThat(demand.add(BITCOIN)).isTrue();
        runAll(tasks);
        assertThat(demand.add(BITCOIN)).isFalse();
        demand.remove(BITCOIN);
        assertThat(tasks).isEmpty();
        demand.remove(BITCOIN);
        runAll(tasks);
        assertThat(told).containsExactly(Set.of(BITCOIN), Set.of());
    }

    @Example
    void changesThatComeFastAreToldAtOnce() {
        demand.add(BITCOIN);
        demand.add(PING_AN);
        demand.remove(BITCOIN);
        assertThat(tasks).hasSize(1);
        runAll(tasks);
        assertThat(told).containsExactly(Set.of(PING_AN));
    }

    @Example
    void takingBackWhatNobodyWantedChangesNothing() {
        demand.remove(BITCOIN);
        assertThat(demand.wanted()).isEmpty();
        demand.add(BITCOIN);
        assertThat(demand.wanted()).containsExactly(BITCOIN);
    }

    /** Each number is a symbol to want, a symbol to give up, or a task to run. */
    @Property(tries = 300)
    void newestSetIsAlwaysToldLast(@ForAll @Size(max = 80) List<@IntRange(min = 0, max = 7) Integer> steps) {
        var pending = new ArrayDeque<Runnable>();
        var sets = new ArrayList<Set<Symbol>>();
        var tested = new Demand(pending::add, sets::add);
        var counts = new HashMap<Symbol, Integer>();
        for (int step : steps) {
            if (step < 3) {
                tested.add(SYMBOLS.get(step));
                counts.merge(SYMBOLS.get(step), 1, Integer::sum);
            } else if (step < 6) {
                tested.remove(SYMBOLS.get(step - 3));
                counts.computeIfPresent(SYMBOLS.get(step - 3), (symbol, count) -> count == 1 ? null : count - 1);
            } else if (!pending.isEmpty()) {
                pending.remove().run();
                assertThat(sets.get(sets.size() - 1)).isEqualTo(counts.keySet());
            }
            assertThat(pending).hasSizeLessThanOrEqualTo(1);
            assertThat(tested.wanted()).isEqualTo(counts.keySet());
        }
        runAll(pending);
        if (!sets.isEmpty()) {
            assertThat(sets.get(sets.size() - 1)).isEqualTo(counts.keySet());
        }
    }

    private static void runAll(ArrayDeque<Runnable> tasks) {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }
}

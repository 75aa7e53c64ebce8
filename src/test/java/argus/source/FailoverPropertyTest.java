package argus.source;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.NOON;
import static argus.model.Events.quote;
import static org.assertj.core.api.Assertions.assertThat;

import argus.TestClock;
import argus.calendar.Calendars;
import argus.model.MarketEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Three sources that come and go as they like. */
class FailoverPropertyTest {
    private static final int SWITCH_SECONDS = 5;
    private static final List<String> NAMES = List.of("a", "b", "c");

    private enum Deed {
        UP,
        DOWN,
        CONNECTING,
        STALE,
        MUTE,
        SPEAK,
        WRONG
    }

    /** What happens to a source, and how many seconds pass then. */
    private record Step(String source, Deed deed, int seconds) {}

    @Property(tries = 300)
    void aSymbolComesFromOneSourceAndFromAGoodOneSoonAndDoesNotFlap(@ForAll("steps") List<Step> steps) {
        var world = new World();
        for (var step : steps) {
            world.does(step);
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(NAMES),
                        Arbitraries.of(Deed.class),
                        Arbitraries.integers().between(1, 50))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    private static final class World {
        private final TestClock clock = new TestClock(NOON);
        private final Map<String, Venue> venues = new HashMap<>();
        private final Map<String, SourceState> states = new HashMap<>();
        private final Map<String, Boolean> speaks = new HashMap<>();
        private final Map<String, Integer> wrongFor = new HashMap<>();
        private final Map<String, Integer> goodFor = new HashMap<>();
        private final Map<String, Integer> restoredAt = new HashMap<>();
        private final List<MarketEvent> events = new ArrayList<>();
        private final RecordingListener told = new RecordingListener();
        private final SourceSupervisor sources = new SourceSupervisor(
                new MarketHours(Calendars.packaged(), false, clock),
                clock,
                new Patience(Duration.ofSeconds(15), Duration.ofSeconds(30)),
                told);
        private int now;
        private int lastSwitches;

        World() {
            for (var name : NAMES) {
                venues.put(name, new Venue(name, Set.of(BITCOIN)));
                states.put(name, SourceState.CONNECTING);
                speaks.put(name, true);
            }
            sources.route(List.of(new SourceRoute("*", NAMES)), venues::get);
            sources.start(events::addAll);
            sources.demand(Set.of(BITCOIN));
        }

        void does(Step step) {
            switch (step.deed) {
                case UP -> state(step.source, SourceState.UP);
                case DOWN -> state(step.source, SourceState.DOWN);
                case CONNECTING -> state(step.source, SourceState.CONNECTING);
                case STALE -> state(step.source, SourceState.STALE);
                case MUTE -> speaks.put(step.source, false);
                case SPEAK -> speaks.put(step.source, true);
                case WRONG -> {
                    sources.complain(step.source, BITCOIN, "wrong");
                    wrongFor.put(step.source, 30 * 32 + 2);
                }
            }
            for (int i = 0; i < step.seconds; i++) {
                second();
            }
        }

        private void state(String source, SourceState state) {
            states.put(source, state);
            venues.get(source).sink().state(state, state.name());
        }

        private void second() {
            now++;
            clock.advance(Duration.ofSeconds(1));
            for (var name : NAMES) {
                boolean delivers = speaks.get(name) && states.get(name) == SourceState.UP && wants(name);
                if (delivers) {
                    int before = events.size();
                    venues.get(name).sink().events(List.of(quote(BITCOIN, clock.instant(), "10")));
                    assertThat(events.size() > before)
                            .as("%s is heard, and %s has the symbol", name, active())
                            .isEqualTo(active().equals(name));
                }
                wrongFor.computeIfPresent(name, (n, left) -> left == 1 ? null : left - 1);
                boolean good = states.get(name) == SourceState.UP && speaks.get(name) && !wrongFor.containsKey(name);
                goodFor.merge(name, 1, (count, one) -> good ? count + 1 : 0);
            }
            sources.watch();
            checkServed();
            noteSwitches();
        }

        /** If the one that has it is down, no other one has been good for long. */
        private void checkServed() {
            if (states.get(active()) == SourceState.DOWN) {
                assertThat(NAMES).allSatisfy(name -> assertThat(goodFor.get(name))
                        .as("%s is good, and %s has the symbol", name, active())
                        .isLessThanOrEqualTo(SWITCH_SECONDS));
            }
        }

        /** Who takes the symbol back does so after a while only, so not often. */
        private void noteSwitches() {
            for (var turn : told.switches.subList(lastSwitches, told.switches.size())) {
                if (turn.restored() && turn.reason().endsWith("delivers again")) {
                    var before = restoredAt.put(turn.to(), now);
                    assertThat(before == null || now - before >= 30)
                            .as("%s got the symbol back at %s and at %s", turn.to(), before, now)
                            .isTrue();
                }
            }
            lastSwitches = told.switches.size();
        }

        private boolean wants(String name) {
            return venues.get(name).wanted().contains(BITCOIN);
        }

        private String active() {
            return sources.sourceOf(BITCOIN).orElseThrow();
        }
    }
}

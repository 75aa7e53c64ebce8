package argus.source;

import static argus.model.Events.MOUTAI;
import static argus.model.Events.NOON;
import static argus.model.Events.PING_AN;
import static argus.model.Events.quote;
import static org.assertj.core.api.Assertions.assertThat;

import argus.TestClock;
import argus.calendar.Calendars;
import argus.model.MarketEvent;
import argus.model.Symbol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FailoverTest {
    private static final Set<Symbol> BOTH = Set.of(PING_AN, MOUTAI);

    private final TestClock clock = new TestClock(NOON);
    private final Venue first = new Venue("first", BOTH);
    private final Venue second = new Venue("second", BOTH);
    private final Venue third = new Venue("third", Set.of(MOUTAI));
    private final RecordingListener told = new RecordingListener();
    private final List<MarketEvent> events = new ArrayList<>();
    private final SourceSupervisor sources = new SourceSupervisor(
            new MarketHours(Calendars.packaged(), false, clock),
            clock,
            new Patience(Duration.ofSeconds(15), Duration.ofSeconds(30)),
            told);

    @BeforeEach
    void start() {
        var venues = Map.of("first", first, "second", second, "third", third);
        sources.route(List.of(new SourceRoute("*", List.of("first", "second", "third"))), venues::get);
        sources.start(events::addAll);
        first.sink().state(SourceState.UP, "connected");
        second.sink().state(SourceState.UP, "connected");
        third.sink().state(SourceState.UP, "connected");
        sources.demand(BOTH);
    }

    private void say(Venue venue) {
        venue.sink().events(List.of(quote(PING_AN, clock.instant(), "10"), quote(MOUTAI, clock.instant(), "1450")));
    }

    /** Lets time go on second by second, in which the sources that speak do so. */
    private void pass(int seconds, Venue... speaking) {
        for (int i = 0; i < seconds; i++) {
            clock.advance(Duration.ofSeconds(1));
            for (var venue : speaking) {
                say(venue);
            }
            sources.watch();
        }
    }

    private String active() {
        return sources.sourceOf(MOUTAI).orElseThrow();
    }

    @Test
    void aSourceThatIsDownIsReplacedByTheNextOfItsRoute() {
        first.sink().state(SourceState.DOWN, "connection reset");
        sources.watch();

        assertThat(told.switches)
                .containsExactly(
                        new SourceSwitch("first", "second", List.of(PING_AN, MOUTAI), "connection reset", false));
        assertThat(second.wanted()).isEqualTo(BOTH);
        assertThat(third.wanted()).isEmpty();
        assertThat(first.wanted()).as("it has to prove itself").isEqualTo(BOTH);
    }

    @Test
    void onlyTheSourceThatHasTheSymbolIsHeard() {
        say(second);
        assertThat(events).isEmpty();
        first.sink().state(SourceState.DOWN, "connection reset");
        sources.watch();
        say(first);
        assertThat(events).isEmpty();
        say(second);
        assertThat(events).hasSize(2);
    }

    @Test
    void ofABurstOnlyWhatComesFromItsSourceIsHandedOn() {
        first.symbols.remove(PING_AN);
        sources.demand(Set.of());
        sources.demand(BOTH);
        say(first);
        say(second);

        assertThat(events).extracting(MarketEvent::symbol).containsExactly(MOUTAI, PING_AN);
    }

    @Test
    void aSilentSourceIsReplacedWhileItsMarketIsAtWork() {
        pass(3, first, second);
        pass(17, second);

        assertThat(told.switches).extracting(SourceSwitch::to).containsExactly("second");
    }

    @Test
    void aSilentSourceKeepsItsSymbolsWhileTheMarketIsClosed() {
        say(first);
        clock.advance(Duration.ofHours(10));
        pass(60);

        assertThat(told.switches).isEmpty();
    }

    @Test
    void theBetterSourceTakesBackWhatItLostOnceItHasDeliveredForAWhile() {
        pass(1, first);
        first.sink().state(SourceState.DOWN, "connection reset");
        pass(5, second);
        first.sink().state(SourceState.UP, "connected");
        pass(29, first, second);
        assertThat(active()).isEqualTo("second");
        pass(3, first, second);

        assertThat(active()).isEqualTo("first");
        assertThat(told.switches.get(1).restored()).isTrue();
        assertThat(told.switches.get(1).reason()).isEqualTo("first delivers again");
        assertThat(second.wanted()).isEmpty();
    }

    @Test
    void aSourceThatIsUpAndSaysNothingDoesNotTakeItsSymbolsBack() {
        first.sink().state(SourceState.DOWN, "connection reset");
        pass(1, second);
        first.sink().state(SourceState.UP, "connected");
        pass(300, second);

        assertThat(active()).isEqualTo("second");
    }

    @Test
    void whatHasNotChangedSinceNeedNotBeToldAgainToTakeASymbolBack() {
        pass(1, first);
        first.sink().state(SourceState.DOWN, "connection reset");
        pass(1, second);
        first.sink().state(SourceState.UP, "connected");
        for (int i = 0; i < 33; i++) {
            first.sink().events(List.of()); // a sign of life
            pass(1, second);
        }
        assertThat(active()).isEqualTo("first");
        assertThat(events.subList(events.size() - 2, events.size()))
                .as("its last state replaces that of the stand-in")
                .isEqualTo(
                        List.of(quote(PING_AN, NOON.plusSeconds(1), "10"), quote(MOUTAI, NOON.plusSeconds(1), "1450")));
    }

    @Test
    void whoLosesItsSymbolsAgainAndAgainWaitsLongerEachTime() {
        var returns = new ArrayList<Integer>();
        for (int round = 0; round < 3; round++) {
            first.sink().state(SourceState.DOWN, "connection reset");
            pass(1, second);
            first.sink().state(SourceState.UP, "connected");
            int seconds = 0;
            while (active().equals("second")) {
                pass(1, first, second);
                seconds++;
            }
            returns.add(seconds);
        }
        assertThat(returns.get(1)).isBetween(2 * returns.get(0) - 3, 2 * returns.get(0) + 3);
        assertThat(returns.get(2)).isBetween(4 * returns.get(0) - 6, 4 * returns.get(0) + 6);
    }

    @Test
    void aSourceThatKnowsNothingOfASymbolLosesThatSymbolOnly() {
        for (int i = 0; i < 20; i++) {
            clock.advance(Duration.ofSeconds(1));
            first.sink().events(List.of(quote(PING_AN, clock.instant(), "10")));
            sources.watch();
        }
        assertThat(told.switches)
                .containsExactly(
                        new SourceSwitch("first", "second", List.of(MOUTAI), "first says nothing about it", false));
    }

    @Test
    void whatIsCalledWrongIsReplacedForThatSymbolOnlyAndTriedAgainLater() {
        pass(1, first);
        sources.complain("first", MOUTAI, "5 of its last events cannot be true");
        sources.complain("first", new Symbol("000002.SZ"), "nobody wants it");
        pass(1, first, second);
        assertThat(told.switches)
                .containsExactly(new SourceSwitch(
                        "first", "second", List.of(MOUTAI), "5 of its last events cannot be true", false));
        pass(75, first, second);

        assertThat(active()).isEqualTo("first");
    }

    @Test
    void aSourceThatTakesTooLongToConnectIsReplaced() {
        var slow = new Venue("slow", BOTH);
        sources.route(
                List.of(new SourceRoute("*", List.of("slow", "second"))), name -> name.equals("slow") ? slow : second);
        pass(9, second);
        assertThat(active()).isEqualTo("slow");
        pass(3, second);

        assertThat(active()).isEqualTo("second");
        slow.sink().state(SourceState.DOWN, "refused");
        slow.sink().state(SourceState.CONNECTING, "trying again");
        second.sink().state(SourceState.DOWN, "refused");
        pass(1);
        assertThat(active()).as("what just failed is not waited for").isEqualTo("second");
    }

    @Test
    void theThirdSourceIsTakenForTheSymbolsItHas() {
        first.sink().state(SourceState.DOWN, "gone");
        second.sink().state(SourceState.DOWN, "gone");
        pass(1);

        assertThat(active()).isEqualTo("third");
        assertThat(sources.sourceOf(PING_AN))
                .as("nobody has it, so nothing changes")
                .contains("first");
        assertThat(sources.missing()).isEmpty();
        third.sink().state(SourceState.DOWN, "gone");
        assertThat(sources.missing()).extracting(SourceStatus::name).containsExactly("first", "second", "third");
    }
}

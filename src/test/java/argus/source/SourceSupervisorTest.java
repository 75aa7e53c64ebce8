package argus.source;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.MOUTAI;
import static argus.model.Events.NOON;
import static argus.model.Events.PING_AN;
import static argus.model.Events.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class SourceSupervisorTest {
    private final TestClock clock = new TestClock(NOON);
    private final Venue venue = new Venue("venue", Set.of(BITCOIN, PING_AN));
    private final Venue other = new Venue("other", Set.of(PING_AN, MOUTAI));
    private final Venue late = new Venue("late", Set.of(PING_AN, MOUTAI));
    private final Map<String, Venue> venues = Map.of("venue", venue, "other", other, "late", late);
    private final RecordingListener told = new RecordingListener();
    private final List<SourceStatus> changes = told.changes;
    private final List<MarketEvent> events = new ArrayList<>();
    private final SourceSupervisor sources = new SourceSupervisor(
            new MarketHours(Calendars.packaged(), false, clock),
            clock,
            new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30)),
            told);

    @BeforeEach
    void route() {
        sources.route(
                List.of(
                        new SourceRoute("*-USD", List.of("venue")),
                        new SourceRoute("0*.SZ", List.of("venue", "other")),
                        new SourceRoute("*", List.of("other"))),
                this::make);
    }

    private MarketDataSource make(String name) {
        var made = venues.get(name);
        if (made == null) {
            throw new IllegalArgumentException("no source is called " + name);
        }
        return made;
    }

    @Test
    void aSymbolKeepsTheHoursThatItsSourceKeeps() {
        other.keepsHours = false;
        assertThat(sources.keepsHours(BITCOIN)).isTrue();
        assertThat(sources.keepsHours(MOUTAI)).isFalse();
        assertThat(sources.keepsHours(new Symbol("0700.HK"))).isTrue();
    }

    private void start() {
        sources.start(events::addAll);
        venue.sink().state(SourceState.UP, "connected");
        changes.clear();
    }

    private SourceStatus status(String name) {
        return sources.statuses().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void symbolComesFromTheFirstSourceOfItsRouteThatServesIt() {
        assertThat(sources.sourceOf(BITCOIN)).contains("venue");
        assertThat(sources.sourceOf(PING_AN)).contains("venue");
        assertThat(sources.sourceOf(MOUTAI)).contains("other");
        assertThat(sources.sourceOf(new Symbol("ETH-USD"))).isEmpty();
        assertThat(sources.serves(MOUTAI)).isTrue();
        assertThat(sources.serves(new Symbol("000002.SZ"))).isFalse();
    }

    @Test
    void instrumentIsToldByTheSourceItComesFromOnly() {
        assertThat(sources.instruments().stream().map(i -> i.symbol() + " " + i.name()))
                .containsExactlyInAnyOrder("BTC-USD venue", "000001.SZ venue", "600519.SH other");
    }

    @Test
    void eachSourceIsToldWhatIsWantedOfItAndOnlyWhenThatChanges() {
        start();
        sources.demand(Set.of(BITCOIN, PING_AN));
        sources.demand(Set.of(BITCOIN, PING_AN, MOUTAI));
        sources.demand(Set.of());
        assertThat(venue.demands).containsExactly(Set.of(BITCOIN, PING_AN), Set.of());
        assertThat(other.demands).containsExactly(Set.of(MOUTAI), Set.of());
        assertThat(status("venue").wanted()).isZero();
    }

    @Test
    void symbolMovesToItsNewSourceWithNewRoutes() {
        start();
        sources.demand(Set.of(PING_AN));
        sources.route(List.of(new SourceRoute("*", List.of("other"))), this::make);

        assertThat(venue.demands).containsExactly(Set.of(PING_AN));
        assertThat(venue.closed).as("no route names it any more").isTrue();
        assertThat(other.demands).containsExactly(Set.of(PING_AN));
        assertThat(sources.sourceOf(PING_AN)).contains("other");
        assertThat(told.switches).isEmpty();
    }

    @Test
    void routesThatNameASourceNobodyHasChangeNothing() {
        start();
        assertThatThrownBy(() -> sources.route(List.of(new SourceRoute("*", List.of("late", "nobody"))), this::make))
                .hasMessageContaining("nobody");

        assertThat(sources.sourceOf(PING_AN)).contains("venue");
        assertThat(sources.statuses()).extracting(SourceStatus::name).containsExactly("venue", "other");
    }

    @Test
    void aSourceThatIsNamedLaterIsMadeAndStartedThen() {
        start();
        sources.demand(Set.of(MOUTAI));
        sources.route(List.of(new SourceRoute("*", List.of("late", "other"))), this::make);
        late.sink().events(List.of(quote(MOUTAI, NOON, "1")));

        assertThat(late.demands).containsExactly(Set.of(MOUTAI));
        assertThat(events).hasSize(1);
    }

    @Test
    void eventsAreHandedOnAndCounted() {
        start();
        clock.advance(Duration.ofSeconds(2));
        var burst = List.<MarketEvent>of(quote(BITCOIN, NOON, "1"), quote(BITCOIN, NOON, "2"));
        venue.sink().events(burst);
        assertThat(events).isEqualTo(burst);
        var status = status("venue");
        assertThat(status.events()).isEqualTo(2);
        assertThat(status.lastEvent()).isEqualTo(NOON.plusSeconds(2));
        assertThat(status("other").lastEvent()).isNull();
    }

    @Test
    void sourceIsToldThatItsThreadWasInterruptedWhileItWaited() {
        sources.start(burst -> {
            throw new InterruptedException();
        });
        venue.sink().events(List.of(quote(BITCOIN, NOON, "1")));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void stateIsToldOnceWithItsReason() {
        start();
        clock.advance(Duration.ofSeconds(1));
        venue.sink().state(SourceState.DOWN, "refused");
        venue.sink().state(SourceState.DOWN, "refused");
        clock.advance(Duration.ofSeconds(1));
        venue.sink().state(SourceState.DOWN, "timed out");
        assertThat(changes.stream().map(SourceStatus::reason)).containsExactly("refused", "timed out");
        assertThat(status("venue").since()).as("the state began with the first").isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void sourceThatIsSilentAlthoughSomethingIsWantedIsStaleUntilItDelivers() {
        start();
        clock.advance(Duration.ofMinutes(1));
        sources.watch();
        assertThat(changes).as("nothing is wanted").isEmpty();
        sources.demand(Set.of(BITCOIN));
        clock.advance(Duration.ofSeconds(10));
        sources.watch();
        assertThat(changes).isEmpty();
        clock.advance(Duration.ofMillis(1));
        sources.watch();
        sources.watch();
        assertThat(changes.stream().map(SourceStatus::state)).containsExactly(SourceState.STALE);
        venue.sink().events(List.of(quote(BITCOIN, NOON, "1")));
        sources.watch();
        assertThat(status("venue").state()).isEqualTo(SourceState.UP);
        clock.advance(Duration.ofSeconds(11));
        sources.watch();
        assertThat(status("venue").state()).isEqualTo(SourceState.STALE);
    }

    @Test
    void aSourceWhoseMarketsAreClosedIsNotCalledStale() {
        start();
        venue.symbols.remove(BITCOIN);
        clock.advance(Duration.ofHours(8));
        sources.demand(Set.of(PING_AN));
        clock.advance(Duration.ofHours(1));
        sources.watch();

        assertThat(changes).isEmpty();
    }

    @Test
    void aSourceIsNotStaleAsSoonAsItsMarketOpens() {
        start();
        sources.demand(Set.of(PING_AN));
        venue.sink().events(List.of(quote(PING_AN, NOON, "1")));
        clock.advance(Duration.ofHours(23).plusMinutes(15).plusSeconds(5));
        sources.watch();
        assertThat(changes).as("five seconds after the opening of the next day").isEmpty();

        clock.advance(Duration.ofSeconds(6));
        sources.watch();
        assertThat(status("venue").state()).isEqualTo(SourceState.STALE);
    }

    @Test
    void aSourceThatSaysItIsStaleStaysSoUntilItSpeaks() {
        start();
        sources.demand(Set.of(BITCOIN));
        venue.sink().events(List.of(quote(BITCOIN, NOON, "1")));
        venue.sink().state(SourceState.STALE, "no heartbeat");
        sources.watch();
        assertThat(status("venue").reason()).isEqualTo("no heartbeat");

        venue.sink().events(List.of(quote(BITCOIN, NOON, "2")));
        sources.watch();
        assertThat(status("venue").state()).isEqualTo(SourceState.UP);
    }

    @Test
    void sourceThatIsDownIsNotCalledStale() {
        start();
        sources.demand(Set.of(BITCOIN));
        venue.sink().state(SourceState.DOWN, "refused");
        clock.advance(Duration.ofMinutes(1));
        sources.watch();
        assertThat(status("venue").state()).isEqualTo(SourceState.DOWN);
    }

    @Test
    void stoppedSourcesAreClosed() {
        start();
        sources.stop();
        assertThat(venue.closed && other.closed).isTrue();
        assertThat(changes.stream().map(SourceStatus::state)).containsOnly(SourceState.STOPPED);
    }

    @Test
    void routeMatchesSymbolsByGlob() {
        var route = new SourceRoute("60????.SH", List.of("a", "b"));
        assertThat(route.matches(MOUTAI)).isTrue();
        assertThat(route.matches(new Symbol("688001.SH"))).isFalse();
        assertThat(route.sources()).containsExactly("a", "b");
        assertThat(new SourceRoute("BTC-USD", List.of()).matches(BITCOIN)).isTrue();
        assertThat(new SourceRoute("*.SZ", List.of()).matches(new Symbol("ASZ.US")))
                .isFalse();
    }
}

package argus.source;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.MOUTAI;
import static argus.model.Events.NOON;
import static argus.model.Events.PING_AN;
import static argus.model.Events.quote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.TestClock;
import argus.model.Instrument;
import argus.model.MarketEvent;
import argus.model.Symbol;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SourceSupervisorTest {
    private final TestClock clock = new TestClock(NOON);
    private final Venue venue = new Venue("venue", Set.of(BITCOIN, PING_AN));
    private final Venue other = new Venue("other", Set.of(PING_AN, MOUTAI));
    private final List<SourceStatus> changes = new ArrayList<>();
    private final List<MarketEvent> events = new ArrayList<>();
    private final SourceSupervisor sources = new SourceSupervisor(
            List.of(venue, other),
            List.of(
                    new SourceRoute("*-USD", List.of("venue")),
                    new SourceRoute("0*.SZ", List.of("venue", "other")),
                    new SourceRoute("*", List.of("other"))),
            clock,
            Duration.ofSeconds(10),
            changes::add);

    /** A source that says what the test says. */
    private static final class Venue implements MarketDataSource {
        private final String name;
        private final Set<Symbol> symbols;
        private final List<Set<Symbol>> demands = new ArrayList<>();
        private @Nullable SourceSink sink;
        private boolean closed;
        private boolean keepsHours = true;

        Venue(String name, Set<Symbol> symbols) {
            this.name = name;
            this.symbols = symbols;
        }

        SourceSink sink() {
            return Objects.requireNonNull(sink);
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Collection<Instrument> instruments() {
            return symbols.stream()
                    .map(symbol -> new Instrument(
                            symbol, name, name, Instrument.Type.STOCK, BigDecimal.ONE, BigDecimal.ONE, "CNY"))
                    .toList();
        }

        @Override
        public boolean serves(Symbol symbol) {
            return symbols.contains(symbol);
        }

        @Override
        public boolean keepsHours() {
            return keepsHours;
        }

        @Override
        public void start(SourceSink newSink) {
            sink = newSink;
        }

        @Override
        public void demand(Set<Symbol> wanted) {
            demands.add(wanted);
        }

        @Override
        public void close() {
            closed = true;
        }
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
        sources.reroute(List.of(new SourceRoute("*", List.of("other"))));
        assertThat(venue.demands).containsExactly(Set.of(PING_AN), Set.of());
        assertThat(other.demands).containsExactly(Set.of(PING_AN));
        assertThatThrownBy(() -> sources.reroute(List.of(new SourceRoute("*", List.of("nobody")))))
                .hasMessageContaining("nobody");
        assertThat(sources.sourceOf(PING_AN)).contains("other");
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
        venue.sink().events(List.of());
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

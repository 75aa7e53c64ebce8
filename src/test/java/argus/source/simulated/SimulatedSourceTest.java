package argus.source.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.calendar.Calendars;
import argus.model.Depth;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Symbol;
import argus.model.Trade;
import argus.source.ManualExecutor;
import argus.source.RecordingSink;
import argus.source.SourceSink;
import argus.source.SourceState;
import argus.source.simulated.SimulatedBoard.Listing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedSourceTest {
    private static final Instant MONDAY_TEN = Instant.parse("2026-03-02T02:00:00Z");
    private static final Symbol BANK = new Symbol("000001.SZ");
    private static final Symbol MOUTAI = new Symbol("600519.SH");
    private static final Symbol APPLE = new Symbol("AAPL.US");
    private static final List<Listing> BOARD = SimulatedBoard.packaged();

    private final ManualExecutor executor = new ManualExecutor(MONDAY_TEN);
    private final RecordingSink sink = new RecordingSink();

    private SimulatedSource started(SimulatedSettings settings) {
        var source = new SimulatedSource(settings, Calendars.packaged(), executor.clock(), executor);
        source.start(sink);
        return source;
    }

    private static SimulatedSettings settings(double rate, boolean burst) {
        return new SimulatedSettings(BOARD, rate, burst, 7, false);
    }

    private List<MarketEvent> eventsOf(Symbol symbol) {
        return sink.events().stream().filter(e -> e.symbol().equals(symbol)).toList();
    }

    @Test
    void itKnowsItsBoard() {
        var source = started(settings(1, false));
        assertThat(source.name()).isEqualTo("simulated");
        assertThat(source.instruments()).hasSameSizeAs(BOARD);
        assertThat(source.serves(BANK)).isTrue();
        assertThat(source.serves(new Symbol("999999.SH"))).isFalse();
        assertThat(sink.states).containsExactly(SourceState.UP);
    }

    @Test
    void aNewlyWantedSymbolIsDeliveredAtOnce() {
        var source = started(settings(1, false));
        source.demand(Set.of(BANK, new Symbol("999999.SH")));
        executor.runTasks();
        assertThat(sink.bursts).hasSize(1);
        assertThat(sink.events(Trade.class)).hasSize(1);
        assertThat(sink.events(Depth.class)).hasSize(1);
        assertThat(sink.events(Quote.class)).extracting(Quote::time).containsExactly(MONDAY_TEN);
    }

    @Test
    void onlyWantedSymbolsMove() {
        var source = started(settings(10, true));
        executor.advance(Duration.ofSeconds(1));
        assertThat(sink.bursts).isEmpty();
        source.demand(Set.of(BANK));
        executor.advance(Duration.ofSeconds(1));
        assertThat(sink.events()).allMatch(e -> e.symbol().equals(BANK));
        source.demand(Set.of(APPLE));
        executor.runTasks();
        sink.forget();
        executor.advance(Duration.ofSeconds(1));
        assertThat(sink.events()).isNotEmpty().allMatch(e -> e.symbol().equals(APPLE));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachSymbolHasItsRate(boolean burst) {
        var source = started(settings(5, burst));
        source.demand(Set.of(BANK, MOUTAI, APPLE));
        executor.runTasks();
        sink.forget();
        executor.advance(Duration.ofSeconds(4));
        for (var symbol : List.of(BANK, MOUTAI, APPLE)) {
            assertThat(sink.events(Quote.class).stream().filter(q -> q.symbol().equals(symbol)))
                    .hasSize(20);
        }
        assertThat(sink.bursts).hasSize(burst ? 20 : 60);
    }

    @Test
    void spreadSymbolsAreEvenOverTheInterval() {
        var board = SimulatedBoard.of(List.of("600000..600999.SH"));
        var source = started(new SimulatedSettings(board, 1, false, 7, false));
        source.demand(Set.copyOf(board.subList(300, 400).stream()
                .map(l -> l.instrument().symbol())
                .toList()));
        executor.runTasks();
        sink.forget();
        executor.advance(Duration.ofSeconds(1));
        var perTenth = sink.events(Quote.class).stream()
                .collect(Collectors.groupingBy(q -> q.time().toEpochMilli() / 100 % 10, Collectors.counting()));
        assertThat(perTenth.values()).hasSize(10).allMatch(n -> n >= 8 && n <= 12);
    }

    @Test
    void aLateTimerMakesUpForMissedStepsWithTheirOwnTimes() {
        var source = started(settings(50, true));
        source.demand(Set.of(BANK));
        executor.runTasks();
        sink.forget();
        executor.jump(Duration.ofMillis(200));
        assertThat(sink.bursts).hasSize(10);
        assertThat(sink.events(Quote.class))
                .extracting(q -> Duration.between(MONDAY_TEN, q.time()).toMillis())
                .containsExactly(20L, 40L, 60L, 80L, 100L, 120L, 140L, 160L, 180L, 200L);
    }

    @Test
    void atMostOneSecondIsMadeUp() {
        var source = started(settings(10, true));
        source.demand(Set.of(BANK));
        executor.runTasks();
        sink.forget();
        executor.jump(Duration.ofMinutes(3));
        assertThat(sink.events(Quote.class)).hasSize(10);
    }

    @Test
    void ratesAboveTheGridGiveSeveralStepsInOneBurst() {
        var source = started(settings(400, true));
        source.demand(Set.of(BANK));
        executor.runTasks();
        sink.forget();
        executor.advance(Duration.ofMillis(100));
        assertThat(sink.bursts).hasSize(10);
        assertThat(sink.events(Quote.class)).hasSize(40);
        assertThat(sink.events(Quote.class)).isSortedAccordingTo(java.util.Comparator.comparing(Quote::time));
    }

    @Test
    void aClockThatIsSetBackDoesNotStopTheMarket() {
        var source = started(settings(10, true));
        source.demand(Set.of(BANK));
        executor.runTasks();
        executor.jump(Duration.ofHours(-1));
        executor.advance(Duration.ofMillis(500)); // by then it has looked at the clock
        sink.forget();
        executor.advance(Duration.ofSeconds(1));
        assertThat(sink.events(Quote.class)).hasSize(10);
    }

    @Test
    void whatASymbolDoesDoesNotDependOnTheOthers() {
        var alone = started(settings(10, false));
        alone.demand(Set.of(BANK));
        executor.runTasks();
        executor.advance(Duration.ofSeconds(5));
        var expected = eventsOf(BANK);
        alone.close();

        sink.forget();
        var again = new ManualExecutor(MONDAY_TEN);
        var together = new SimulatedSource(settings(10, false), Calendars.packaged(), again.clock(), again);
        together.start(sink);
        together.demand(Set.of(BANK, MOUTAI, APPLE));
        again.runTasks();
        again.advance(Duration.ofSeconds(2));
        together.demand(Set.of(BANK));
        again.advance(Duration.ofSeconds(3));
        assertThat(eventsOf(BANK)).isEqualTo(expected);
    }

    @Test
    void withSessionsPricesRestOutsideRegularTrading() {
        var source = started(new SimulatedSettings(BOARD, 1, true, 7, true));
        source.demand(Set.of(BANK, APPLE));
        executor.runTasks();
        // New York sleeps: one quote with the reference price and nothing else
        assertThat(eventsOf(APPLE)).hasSize(1).allMatch(Quote.class::isInstance);
        assertThat(eventsOf(BANK)).hasSizeGreaterThan(1);
        sink.forget();
        executor.advance(Duration.ofSeconds(3));
        assertThat(eventsOf(APPLE)).isEmpty();
        assertThat(eventsOf(BANK)).isNotEmpty();

        executor.jump(Duration.ofHours(2)); // lunch
        sink.forget();
        executor.advance(Duration.ofSeconds(3));
        assertThat(sink.bursts).isEmpty();
        source.demand(Set.of());
        executor.runTasks();
        source.demand(Set.of(BANK));
        executor.runTasks();
        assertThat(eventsOf(BANK)).extracting(e -> e.getClass().getSimpleName()).containsExactly("Depth", "Quote");
    }

    @Test
    void nothingReachesTheSinkAfterClose() {
        var source = started(settings(10, true));
        source.demand(Set.of(BANK));
        executor.runTasks();
        source.close();
        source.close();
        assertThat(sink.states).containsExactly(SourceState.UP, SourceState.STOPPED);
        assertThat(executor.hasTimer()).isFalse();
        sink.forget();
        source.demand(Set.of(APPLE));
        executor.advance(Duration.ofSeconds(1));
        assertThat(sink.bursts).isEmpty();
    }

    @Test
    void aFailingSinkDoesNotStopTheMarket() {
        var source = new SimulatedSource(settings(10, true), Calendars.packaged(), executor.clock(), executor);
        source.start(new SourceSink() {
            private int calls;

            @Override
            public void events(List<MarketEvent> burst) {
                if (++calls <= 2) {
                    throw new IllegalStateException("no room");
                }
                sink.events(burst);
            }

            @Override
            public void state(SourceState state, String reason) {
                sink.state(state, reason);
            }
        });
        source.demand(Set.of(BANK));
        executor.runTasks();
        executor.advance(Duration.ofSeconds(1));
        assertThat(sink.events(Quote.class)).hasSize(9);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 1001, Double.NaN, Double.POSITIVE_INFINITY})
    void anImpossibleRateIsRefused(double rate) {
        assertThatThrownBy(() -> settings(rate, false)).isInstanceOf(IllegalArgumentException.class);
    }
}

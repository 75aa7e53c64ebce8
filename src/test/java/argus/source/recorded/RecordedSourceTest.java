package argus.source.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.model.Depth;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Side;
import argus.model.Symbol;
import argus.model.Trade;
import argus.source.ManualExecutor;
import argus.source.RecordingSink;
import argus.source.SourceState;
import argus.source.recorded.RecordedSource.Settings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedSourceTest {
    private static final Path BOARD = Path.of("src/test/resources/argus/source/recorded/board");
    private static final Symbol MOUTAI = new Symbol("600519.SH");
    private static final Symbol APPLE = new Symbol("AAPL.US");
    /** A Monday morning eight days after the hand-written recording. */
    private static final Instant NOW = Instant.parse("2026-03-10T02:00:00Z");
    /** What lies between the auction trade of one symbol and the first trade of the other. */
    private static final Duration TO_APPLE = Duration.ofMillis(47_100_370);

    private final ManualExecutor executor = new ManualExecutor(NOW);
    private final RecordingSink sink = new RecordingSink();

    private RecordedSource started(Path directory, double speed, boolean loop, Symbol... wanted) {
        var source = new RecordedSource(new Settings(Optional.of(directory), speed, loop), executor.clock(), executor);
        source.start(sink);
        source.demand(Set.of(wanted));
        executor.runTasks();
        return source;
    }

    private List<String> told() {
        return sink.events().stream().map(RecordedSourceTest::text).toList();
    }

    private static String text(MarketEvent event) {
        var since = Duration.between(NOW, event.time());
        var what =
                switch (event.getClass().getSimpleName()) {
                    case "Trade" -> ((Trade) event).price() + "x" + ((Trade) event).volume() + ((Trade) event).side();
                    case "Quote" -> "q" + ((Quote) event).last();
                    default -> "d" + ((Depth) event).bids().get(0).price();
                };
        return event.symbol() + " " + since + " " + what;
    }

    @Test
    void aDirectoryIsPlayedWithItsOwnRhythm() {
        var source = started(BOARD, 1, false, MOUTAI, APPLE);
        assertThat(source.name()).isEqualTo("recorded");
        assertThat(source.instruments()).extracting(i -> i.symbol()).containsExactly(MOUTAI, APPLE);
        assertThat(source.serves(APPLE)).isTrue();
        assertThat(source.serves(new Symbol("MSFT.US"))).isFalse();
        assertThat(sink.states).containsExactly(SourceState.CONNECTING, SourceState.UP);
        assertThat(source.unreadableRows()).isEqualTo(3);

        executor.advance(Duration.ofMinutes(6));
        assertThat(told())
                .containsExactly(
                        "600519.SH PT0S 1450x2100NEUTRAL",
                        "600519.SH PT4M59.37S 1450.5x100BUY",
                        "600519.SH PT4M59.37S 1450x200SELL",
                        "600519.SH PT4M59.37S d1449.9",
                        "600519.SH PT4M59.37S q1450",
                        "600519.SH PT5M2.37S 1451x300BUY",
                        "600519.SH PT5M2.37S d1450.9",
                        "600519.SH PT5M2.37S q1451");
        assertThat(sink.bursts).hasSize(3);
        assertThat(sink.events(Trade.class).stream().map(Trade::id)).doesNotHaveDuplicates();
    }

    @Test
    void recordedBooksAndQuotesKeepWhatTheyHaveAndNothingElse() {
        started(BOARD, 1, false, MOUTAI);
        executor.advance(Duration.ofMinutes(6));
        var depth = sink.events(Depth.class).get(1);
        assertThat(depth.bids()).extracting(l -> l.price().toPlainString()).containsExactly("1450.9");
        assertThat(depth.asks()).extracting(l -> l.price().toPlainString()).containsExactly("1451.1", "1451.2");
        var quote = sink.events(Quote.class).get(1);
        assertThat(quote.volume()).isEqualTo(new BigDecimal("2700"));
        assertThat(quote.bidVolume()).isEqualTo(new BigDecimal("200"));
        assertThat(quote.askPrice()).isNull();
        assertThat(quote.source()).isEqualTo("recorded");
    }

    @Test
    void quotesAreMadeOfTradesWhereNoneAreRecorded() {
        started(BOARD, 10_000, false, APPLE);
        executor.jump(Duration.ofSeconds(4));
        executor.jump(Duration.ofSeconds(4));
        assertThat(sink.events(Trade.class)).extracting(Trade::side).containsOnly(Side.NEUTRAL);
        var quotes = sink.events(Quote.class);
        assertThat(quotes).hasSize(3);
        var last = quotes.get(2);
        assertThat(last.last()).isEqualByComparingTo("268.50");
        assertThat(last.open()).isEqualByComparingTo("268.40");
        assertThat(last.high()).isEqualByComparingTo("268.50");
        assertThat(last.low()).isEqualByComparingTo("268.40");
        assertThat(last.volume()).isEqualByComparingTo("35");
        assertThat(last.amount()).isEqualByComparingTo("9395.25");
        assertThat(last.bidPrice()).isNull();
        assertThat(last.prevClose()).isNull();
    }

    @Test
    void fasterPlayGivesTheSameEventsSooner() {
        started(BOARD, 10, false, MOUTAI);
        executor.advance(Duration.ofSeconds(31));
        assertThat(told()).hasSize(8).first().isEqualTo("600519.SH PT0S 1450x2100NEUTRAL");
        assertThat(told()).last().isEqualTo("600519.SH PT30.237S q1451");
    }

    @Test
    void atSpeedZeroEverythingIsPlayedAtOnceAndEndsNow() {
        started(BOARD, 0, true, MOUTAI, APPLE);
        executor.jump(Duration.ofMillis(10));
        assertThat(sink.events()).hasSize(14).isSortedAccordingTo(java.util.Comparator.comparing(MarketEvent::time));
        assertThat(told()).last().isEqualTo("AAPL.US PT0S q268.5");
        assertThat(sink.states).last().isEqualTo(SourceState.STALE);
        sink.forget();
        executor.advance(Duration.ofSeconds(1));
        assertThat(sink.bursts).isEmpty();
        assertThat(sink.states).isEmpty();
    }

    @Test
    void theReplayRunsOnWhileNobodyListens() {
        var source = started(BOARD, 1, false);
        executor.advance(Duration.ofMinutes(5));
        assertThat(sink.bursts).isEmpty();
        source.demand(Set.of(MOUTAI));
        executor.runTasks();
        // who comes late is told where things stand, with their own times
        assertThat(told()).containsExactly("600519.SH PT4M59.37S d1449.9", "600519.SH PT4M59.37S q1450");
        sink.forget();
        executor.advance(Duration.ofSeconds(3));
        assertThat(told())
                .containsExactly(
                        "600519.SH PT5M2.37S 1451x300BUY", "600519.SH PT5M2.37S d1450.9", "600519.SH PT5M2.37S q1451");
    }

    @Test
    void dayFiguresOfALateComerAreThoseOfAnEarlyOne() {
        started(BOARD, 1, false, APPLE);
        executor.jump(TO_APPLE.plusSeconds(10)); // far more than is made up for
        var late = sink.events(Quote.class);
        assertThat(late).hasSize(1);
        assertThat(sink.events(Trade.class)).isEmpty();
        assertThat(late.get(0).volume()).isEqualByComparingTo("35");
        assertThat(late.get(0).open()).isEqualByComparingTo("268.40");
        assertThat(late.get(0).amount()).isEqualByComparingTo("9395.25");
    }

    @Test
    void aLoopGoesOnForeverWithNewIdsAndTimesForward() {
        started(BOARD, 10_000, true, APPLE);
        for (int i = 0; i < 10; i++) {
            executor.jump(Duration.ofSeconds(2));
        }
        var trades = sink.events(Trade.class);
        assertThat(trades).hasSizeBetween(12, 15).extracting(Trade::id).doesNotHaveDuplicates();
        assertThat(trades).isSortedAccordingTo(java.util.Comparator.comparing(Trade::time));
        var volumes = sink.events(Quote.class).stream().map(Quote::volume).toList();
        assertThat(volumes).isSortedAccordingTo(java.util.Comparator.naturalOrder());
        assertThat(sink.states).doesNotContain(SourceState.STALE);
    }

    @Test
    void whatALoopPlaysDependsOnTheClockAlone() {
        started(BOARD, 500, true, MOUTAI, APPLE);
        executor.advance(Duration.ofMinutes(2));
        var wanted = sink.events();

        var later = new RecordingSink();
        var again = new ManualExecutor(NOW.plusSeconds(60));
        var other = new RecordedSource(new Settings(Optional.of(BOARD), 500, true), again.clock(), again);
        other.start(later);
        other.demand(Set.of(MOUTAI, APPLE));
        again.runTasks();
        again.advance(Duration.ofSeconds(60));
        var fromThen = wanted.stream()
                .filter(e -> !e.time().isBefore(NOW.plusSeconds(60)))
                .toList();
        assertThat(fromThen).isNotEmpty();
        assertThat(later.events().stream().filter(e -> !e.time().isBefore(NOW.plusSeconds(60))))
                .containsExactlyElementsOf(fromThen);
    }

    @Test
    void aNewDayBeginsWithItsOwnFigures() throws IOException {
        Path directory = Files.createDirectory(temporary.resolve("days"));
        Files.writeString(
                directory.resolve("BTC-USD.trades.csv"),
                """
                time,price,volume
                2026-03-09T23:59:58Z,100,1
                2026-03-09T23:59:59Z,101,2
                2026-03-10T00:00:01Z,90,3
                """);
        var midnight = Instant.parse("2026-03-10T23:59:58Z");
        var clocked = new ManualExecutor(midnight);
        var source = new RecordedSource(new Settings(Optional.of(directory), 1, false), clocked.clock(), clocked);
        source.start(sink);
        source.demand(Set.of(new Symbol("BTC-USD")));
        clocked.runTasks();
        clocked.advance(Duration.ofSeconds(4));
        var last = sink.events(Quote.class).get(2);
        assertThat(last.volume()).isEqualByComparingTo("3");
        assertThat(last.open()).isEqualByComparingTo("90");
        assertThat(last.prevClose()).isEqualByComparingTo("101");
    }

    @TempDir
    Path temporary;

    @Test
    void seekGoesToAnyInstantOfTheRecording() {
        var source = started(BOARD, 1, false, MOUTAI, APPLE);
        executor.advance(Duration.ofSeconds(1));
        sink.forget();
        source.seek(Instant.parse("2026-03-02T14:30:02Z"));
        executor.advance(Duration.ofMillis(20));
        assertThat(told())
                .containsExactly(
                        // the state before, with the times it would have had
                        "600519.SH PT-12H-59M-57.99S d1450.9",
                        "600519.SH PT-12H-59M-57.99S q1451",
                        "AAPL.US PT0.01S q268.4",
                        "AAPL.US PT1.01S 268.45x5NEUTRAL",
                        "AAPL.US PT1.01S q268.45");
    }

    @Test
    void seekBeyondTheEndsGoesToTheEnds() {
        var source = started(BOARD, 0, false, APPLE);
        executor.jump(Duration.ofMillis(10));
        assertThat(sink.states).last().isEqualTo(SourceState.STALE);
        var first = sink.events(Trade.class);
        sink.forget();
        source.seek(Instant.EPOCH);
        executor.jump(Duration.ofMillis(10));
        assertThat(sink.states).containsExactly(SourceState.UP, SourceState.STALE);
        assertThat(sink.events(Trade.class))
                .extracting(Trade::price)
                .isEqualTo(first.stream().map(Trade::price).toList());
        assertThat(sink.events(Trade.class))
                .extracting(Trade::id)
                .doesNotContainAnyElementsOf(first.stream().map(Trade::id).toList());
        sink.forget();
        source.seek(Instant.parse("2030-01-01T00:00:00Z"));
        executor.jump(Duration.ofMillis(10));
        assertThat(sink.events(Trade.class)).extracting(Trade::price).containsExactly(new BigDecimal("268.5"));
    }

    @Test
    void aMissingDirectoryIsSaidAndTriedAgain() throws IOException {
        var missing = temporary.resolve("later");
        var source = started(missing, 1, true, APPLE);
        assertThat(sink.states).containsExactly(SourceState.CONNECTING, SourceState.DOWN);
        assertThat(sink.reasons.get(1)).contains("later");
        assertThat(source.instruments()).isEmpty();
        assertThat(source.serves(APPLE)).isFalse();
        source.seek(NOW);
        executor.advance(Duration.ofSeconds(1));
        assertThat(sink.bursts).isEmpty();

        Files.createDirectory(missing);
        executor.advance(Duration.ofSeconds(5));
        assertThat(sink.reasons).last().asString().contains("no rows");
        Files.copy(BOARD.resolve("AAPL.US.trades.csv"), missing.resolve("AAPL.US.trades.csv"));
        executor.advance(Duration.ofSeconds(5));
        assertThat(sink.states).last().isEqualTo(SourceState.UP);
        assertThat(source.serves(APPLE)).isTrue();
        executor.advance(Duration.ofSeconds(5));
        assertThat(sink.events(Trade.class)).isNotEmpty();
    }

    @Test
    void aFileWithoutItsColumnsIsSaid() throws IOException {
        Files.writeString(temporary.resolve("AAPL.US.trades.csv"), "when,price,volume\n1,2,3\n");
        started(temporary, 1, true, APPLE);
        assertThat(sink.states).last().isEqualTo(SourceState.DOWN);
        assertThat(sink.reasons).last().asString().contains("AAPL.US.trades.csv", "'time'");
    }

    @Test
    void aFileThatBecomesUnreadableLeavesItsSymbolSilent() throws IOException {
        var file = temporary.resolve("AAPL.US.trades.csv");
        Files.copy(BOARD.resolve("AAPL.US.trades.csv"), file);
        var source = started(temporary, 1, true);
        Files.delete(file);
        source.demand(Set.of(APPLE));
        executor.advance(Duration.ofSeconds(8));
        assertThat(sink.bursts).isEmpty();
        assertThat(sink.states).last().isEqualTo(SourceState.UP);
    }

    @Test
    void aClockThatIsSetBackDoesNotStopTheReplay() {
        started(BOARD, 10_000, true, APPLE);
        executor.jump(Duration.ofHours(-3));
        sink.forget();
        executor.advance(Duration.ofSeconds(4));
        assertThat(sink.events(Trade.class)).hasSizeBetween(3, 9);
    }

    @Test
    void nothingReachesTheSinkAfterClose() {
        var source = started(BOARD, 1, true, APPLE);
        source.close();
        source.close();
        assertThat(sink.states).endsWith(SourceState.UP, SourceState.STOPPED).hasSize(3);
        assertThat(executor.hasTimer()).isFalse();
        sink.forget();
        source.demand(Set.of(MOUTAI));
        executor.advance(Duration.ofSeconds(1));
        assertThat(sink.bursts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 10_001, Double.NaN})
    void anImpossibleSpeedIsRefused(double speed) {
        assertThatThrownBy(() -> new Settings(Optional.empty(), speed, true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

package argus.source.tdx;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Symbol;
import argus.source.ManualExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rounds on a clock that the test moves by ten milliseconds at a time. */
class RoundsTest {
    private static final Instant START = Instant.parse("2026-11-20T02:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(3);

    private final ManualExecutor timers = new ManualExecutor(START);
    private final List<Long> at = new ArrayList<>();
    private final List<List<Symbol>> asked = new ArrayList<>();
    private List<Symbol> all = List.of();
    private boolean behind;
    private boolean broken;
    private Rounds rounds;

    @AfterEach
    void end() {
        rounds.close();
    }

    private void begin(int symbols, Duration least) {
        all = symbols(symbols);
        rounds = new Rounds(
                new Rounds.Pace(INTERVAL, 80, least), () -> all, () -> behind, this::ask, timers.clock(), timers);
        rounds.begin();
    }

    private static List<Symbol> symbols(int count) {
        return IntStream.range(600_000, 600_000 + count)
                .mapToObj(code -> new Symbol(code + ".SH"))
                .toList();
    }

    private void ask(List<Symbol> batch) {
        at.add(Duration.between(START, timers.clock().instant()).toMillis());
        asked.add(batch);
        if (broken) {
            throw new IllegalStateException("broken on purpose");
        }
    }

    private List<Symbol> flat() {
        return asked.stream().flatMap(List::stream).toList();
    }

    @Test
    void batchesAreSpreadEvenlyAndEachRoundBeginsAnIntervalAfterTheLast() {
        begin(240, Duration.ZERO);
        timers.advance(Duration.ofSeconds(9));
        assertThat(at).containsExactly(3_000L, 4_000L, 5_000L, 6_000L, 7_000L, 8_000L, 9_000L);
        assertThat(asked.subList(0, 3)).allMatch(batch -> batch.size() == 80);
        assertThat(flat().subList(0, 240)).isEqualTo(all);
    }

    @Test
    void aWholeMarketIsAskedForOnceInEachIntervalWithoutABurst() {
        begin(5_000, Duration.ofMillis(25));
        timers.advance(INTERVAL.plus(INTERVAL).plus(INTERVAL).minusMillis(20));
        assertThat(flat()).hasSize(10_000);
        assertThat(flat().subList(5_000, 10_000)).isEqualTo(all);
        for (int i = 1; i < at.size(); i++) {
            assertThat(at.get(i) - at.get(i - 1)).isBetween(40L, 60L);
        }
    }

    @Test
    void roundsTakeLongerWhereTheQuotaIsSmall() {
        begin(240, Duration.ofMillis(1_500));
        timers.advance(Duration.ofSeconds(9));
        assertThat(at).containsExactly(3_000L, 4_500L, 6_000L, 7_500L, 9_000L);
    }

    @Test
    void aBatchWaitsWhileRequestsWaitAndWhatWasMissedIsNotMadeUpForInABurst() {
        begin(240, Duration.ZERO);
        timers.advance(Duration.ofMillis(3_500));
        behind = true;
        timers.advance(Duration.ofSeconds(4));
        behind = false;
        timers.advance(Duration.ofSeconds(3));
        assertThat(at).hasSize(4).startsWith(3_000L);
        assertThat(at.get(1)).isBetween(7_500L, 7_600L);
        assertThat(at.get(2) - at.get(1)).isEqualTo(1_000);
        assertThat(at.get(3) - at.get(2)).isEqualTo(1_000);
        assertThat(flat().subList(0, 240)).as("nobody is left out").isEqualTo(all);
    }

    @Test
    void aFaultEndsNothing() {
        begin(160, Duration.ZERO);
        broken = true;
        timers.advance(Duration.ofMillis(4_500));
        broken = false;
        timers.advance(Duration.ofMillis(4_500));
        assertThat(at).containsExactly(3_000L, 4_500L, 6_000L, 7_500L, 9_000L);
    }

    @Test
    void whatIsWantedLaterIsInTheNextRound() {
        begin(0, Duration.ZERO);
        timers.advance(INTERVAL);
        assertThat(asked).isEmpty();
        all = symbols(1);
        timers.advance(INTERVAL);
        assertThat(asked).containsExactly(all);
    }

    @Test
    void nothingIsAskedAfterTheEnd() {
        begin(80, Duration.ZERO);
        timers.advance(INTERVAL);
        rounds.close();
        timers.advance(INTERVAL);
        assertThat(at).hasSize(1);
    }

    @Test
    void anExecutorThatTakesNothingMoreEndsTheRounds() {
        begin(80, Duration.ZERO);
        timers.shutdown();
        timers.advance(INTERVAL.plus(INTERVAL));
        assertThat(at).hasSize(1);
    }
}

package argus.normalise;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.MOUTAI;
import static argus.model.Events.NOON;
import static argus.model.Events.quote;
import static org.assertj.core.api.Assertions.assertThat;

import argus.TestClock;
import argus.metrics.ServiceMetrics;
import argus.model.Symbol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QualityTest {
    private final TestClock clock = new TestClock(NOON);
    private final List<String> complaints = new ArrayList<>();
    private final Quality quality = new Quality(
            new ServiceMetrics(),
            clock,
            (source, symbol, reason) -> complaints.add(source + " " + symbol + ": " + reason));

    private void note(Symbol symbol, Verdict rule, int times) {
        for (int i = 0; i < times; i++) {
            clock.advance(Duration.ofSeconds(1));
            quality.note(quote(symbol, NOON, String.valueOf(i + 1)), rule);
        }
    }

    @Test
    void findingsAreCountedByRuleAndSource() {
        note(MOUTAI, Verdict.PRICE_NOT_POSITIVE, 2);
        note(BITCOIN, Verdict.QUOTE_CROSSED, 1);

        assertThat(quality.sources()).containsExactly("test");
        assertThat(quality.counts("test")).isEqualTo(Map.of("PRICE_NOT_POSITIVE", 2L, "QUOTE_CROSSED", 1L));
        assertThat(quality.counts("nobody")).isEmpty();
        assertThat(quality.examples("nobody")).isEmpty();
    }

    @Test
    void theLastFindingsStandAsExamples() {
        note(MOUTAI, Verdict.TRADE_REPEATED, 30);

        assertThat(quality.examples("test")).hasSize(20);
        assertThat(quality.examples("test").get(0))
                .isEqualTo(
                        new Quality.Example(NOON.plusSeconds(30), Verdict.TRADE_REPEATED, quote(MOUTAI, NOON, "30")));
    }

    @Test
    void whoIsWrongAboutASymbolAgainAndAgainIsComplainedOf() {
        note(MOUTAI, Verdict.BOOK_CROSSED, 4);
        note(BITCOIN, Verdict.BOOK_CROSSED, 1);
        assertThat(complaints).isEmpty();
        note(MOUTAI, Verdict.VOLUME_BACKWARDS, 1);

        assertThat(complaints)
                .containsExactly("test 600519.SH: 5 of its events within 60 s cannot be true, the last: "
                        + "less volume than earlier on the same day");
        note(MOUTAI, Verdict.BOOK_CROSSED, 4);
        assertThat(complaints).as("the count began anew").hasSize(1);
    }

    @Test
    void faultsNowAndThenAreNotWorthAComplaint() {
        for (int i = 0; i < 10; i++) {
            note(MOUTAI, Verdict.BOOK_CROSSED, 1);
            clock.advance(Duration.ofSeconds(20));
        }
        assertThat(complaints).isEmpty();
    }

    @Test
    void whatIsOnlyOddIsNotWorthAComplaint() {
        note(MOUTAI, Verdict.PRICE_OUTSIDE_LIMITS, 50);
        note(MOUTAI, Verdict.TRADE_REPEATED, 50);

        assertThat(complaints).isEmpty();
    }

    @Test
    void ofVeryManySymbolsTheOldestFaultsAreForgotten() {
        note(MOUTAI, Verdict.BOOK_CROSSED, 4);
        for (int i = 0; i < 10_000; i++) {
            quality.note(quote(new Symbol("X" + i + ".US"), NOON, "1"), Verdict.BOOK_CROSSED);
        }
        note(MOUTAI, Verdict.BOOK_CROSSED, 1);

        assertThat(complaints).isEmpty();
    }

    @Test
    void everyRuleSaysWhatItMeans() {
        assertThat(Verdict.values())
                .allSatisfy(rule -> assertThat(rule.meaning()).isNotBlank());
    }
}

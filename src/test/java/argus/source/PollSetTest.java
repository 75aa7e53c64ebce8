package argus.source;

import static org.assertj.core.api.Assertions.assertThat;

import argus.calendar.Calendars;
import argus.calendar.Phase;
import argus.model.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PollSetTest {
    private static final Symbol MOUTAI = new Symbol("600519.SH");
    private static final Symbol BITCOIN = new Symbol("BTC-USD");
    private static final Instant MORNING = Instant.parse("2026-03-02T02:00:00Z");
    private static final Instant LAST_MINUTE = Instant.parse("2026-03-02T06:59:30Z");
    private static final Instant EVENING = Instant.parse("2026-03-02T12:00:00Z");

    private ManualExecutor time = new ManualExecutor(MORNING);

    private PollSet at(Instant now) {
        time = new ManualExecutor(now);
        var set = new PollSet(hours(false), Duration.ofMinutes(1));
        set.want(Set.of(MOUTAI));
        return set;
    }

    private MarketHours hours(boolean alwaysOpen) {
        return new MarketHours(Calendars.packaged(), alwaysOpen, time.clock());
    }

    @Test
    void anOpenMarketIsPolledAgainAndAgain() {
        var set = at(MORNING);
        for (int poll = 0; poll < 3; poll++) {
            assertThat(set.due()).containsExactly(MOUTAI);
            set.answered(List.of(MOUTAI));
            time.jump(Duration.ofSeconds(3));
        }
    }

    @Test
    void aClosedMarketIsAskedUntilItAnsweredOnce() {
        var set = at(EVENING);
        assertThat(set.due()).containsExactly(MOUTAI);
        assertThat(set.due()).as("not answered yet").containsExactly(MOUTAI);
        set.answered(List.of(MOUTAI, BITCOIN));

        assertThat(set.due()).isEmpty();
    }

    @Test
    void theLastValueOfTheDayIsFetchedOnceAfterTheCloseHasSettled() {
        var set = at(LAST_MINUTE);
        assertThat(set.due()).containsExactly(MOUTAI);
        time.jump(Duration.ofSeconds(40));
        assertThat(set.due()).as("just closed").containsExactly(MOUTAI);
        set.answered(List.of(MOUTAI));
        assertThat(set.due()).as("the auction's results may still come").containsExactly(MOUTAI);

        time.jump(Duration.ofSeconds(61));
        set.answered(List.of(MOUTAI));
        assertThat(set.due()).as("an answer to an earlier question").containsExactly(MOUTAI);
        set.answered(List.of(MOUTAI));
        assertThat(set.due()).isEmpty();
    }

    @Test
    void aSymbolThatIsWantedAgainIsAskedAgain() {
        var set = at(EVENING);
        set.due();
        set.answered(List.of(MOUTAI));
        set.want(Set.of(BITCOIN));
        set.want(Set.of(BITCOIN, MOUTAI));

        assertThat(set.due()).containsExactly(BITCOIN, MOUTAI);
    }

    @Test
    void everyMarketIsOpenWhereTheCalendarIsSwitchedOff() {
        time = new ManualExecutor(EVENING);

        assertThat(hours(true).isOpen(MOUTAI)).isTrue();
        assertThat(hours(true).phase(MOUTAI)).isEqualTo(Phase.REGULAR);
        assertThat(hours(false).isOpen(MOUTAI)).isFalse();
        assertThat(hours(false).phase(MOUTAI)).isEqualTo(Phase.CLOSED);
    }

    @Test
    void aYearThatNoCalendarKnowsCountsAsOpen() {
        time = new ManualExecutor(Instant.parse("2049-03-02T12:00:00Z"));

        assertThat(hours(false).isOpen(MOUTAI)).isTrue();
        assertThat(hours(false).phase(MOUTAI)).isEqualTo(Phase.UNKNOWN);
    }
}

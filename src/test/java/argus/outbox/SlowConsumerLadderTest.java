package argus.outbox;

import static argus.outbox.SlowConsumerLadder.Step.END;
import static argus.outbox.SlowConsumerLadder.Step.RESTORE;
import static argus.outbox.SlowConsumerLadder.Step.SLOW;
import static argus.outbox.SlowConsumerLadder.Step.STAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SlowConsumerLadderTest {
    private static final long BUDGET = 1_000;
    private final SlowConsumerLadder ladder = new SlowConsumerLadder(BUDGET, Duration.ofSeconds(10));

    @Test
    void clientThatKeepsUpIsLeftAlone() {
        assertThat(ladder.judge(1_000, 0, 0, false)).isEqualTo(STAY);
        assertThat(ladder.judge(2_000, 500, 100, false)).isEqualTo(STAY);
        assertThat(ladder.slowed()).isFalse();
    }

    @Test
    void clientPastHalfOfItsBudgetIsSlowedOnce() {
        assertThat(ladder.judge(1_000, 501, 0, false)).isEqualTo(SLOW);
        assertThat(ladder.slowed()).isTrue();
        assertThat(ladder.judge(2_000, 900, 0, false)).isEqualTo(STAY);
    }

    @Test
    void clientThatTakesNothingForAQuarterOfTheTimeoutIsSlowedAndForAllOfItEnded() {
        assertThat(ladder.judge(1_000, 1, 2_499, false)).isEqualTo(STAY);
        assertThat(ladder.judge(2_000, 1, 2_500, false)).isEqualTo(SLOW);
        assertThat(ladder.judge(9_000, 1, 9_999, false)).isEqualTo(STAY);
        assertThat(ladder.judge(10_000, 1, 10_000, false)).isEqualTo(END);
    }

    @Test
    void clientPastItsBudgetForTheWholeTimeoutIsEnded() {
        assertThat(ladder.judge(1_000, 1_001, 0, false)).isEqualTo(SLOW);
        assertThat(ladder.judge(10_999, 1_001, 0, false)).isEqualTo(STAY);
        assertThat(ladder.judge(11_000, 1_001, 0, false)).isEqualTo(END);
    }

    @Test
    void backlogThatFallsToTheBudgetStartsTheTimeAnew() {
        ladder.judge(1_000, 1_001, 0, false);
        assertThat(ladder.judge(5_000, 1_000, 0, false)).isEqualTo(STAY);
        ladder.judge(6_000, 1_001, 0, false);
        assertThat(ladder.judge(11_000, 1_001, 0, false)).isEqualTo(STAY);
        assertThat(ladder.judge(16_000, 1_001, 0, false)).isEqualTo(END);
    }

    @Test
    void largestClientIsSlowedWhenAllTogetherHoldTooMuch() {
        assertThat(ladder.judge(1_000, 10, 0, true)).isEqualTo(SLOW);
    }

    @Test
    void clientThatKeepsUpForHalfOfTheTimeoutIsRestored() {
        ladder.judge(1_000, 600, 0, false);
        assertThat(ladder.judge(2_000, 250, 0, false)).isEqualTo(STAY);
        assertThat(ladder.judge(6_999, 250, 500, false)).isEqualTo(STAY);
        assertThat(ladder.judge(7_000, 0, 0, false)).isEqualTo(RESTORE);
        assertThat(ladder.slowed()).isFalse();
        assertThat(ladder.judge(8_000, 501, 0, false)).isEqualTo(SLOW);
    }

    @Test
    void calmIsBrokenByBacklogStillnessOrCrowding() {
        ladder.judge(1_000, 600, 0, false);
        ladder.judge(2_000, 0, 0, false);
        assertThat(ladder.judge(6_000, 251, 0, false)).isEqualTo(STAY);
        assertThat(ladder.judge(8_000, 0, 0, false)).isEqualTo(STAY);
        assertThat(ladder.judge(12_000, 0, 501, false)).isEqualTo(STAY);
        assertThat(ladder.judge(14_000, 0, 0, false)).isEqualTo(STAY);
        assertThat(ladder.judge(18_000, 0, 0, true)).isEqualTo(STAY);
        assertThat(ladder.judge(19_000, 0, 0, false)).isEqualTo(STAY);
        assertThat(ladder.judge(24_000, 0, 0, false)).isEqualTo(RESTORE);
    }

    @Property(tries = 300)
    void slowingAndRestoringTakeTurns(@ForAll @Size(max = 100) List<@LongRange(min = 0, max = BUDGET) Long> backlogs) {
        var ladder = new SlowConsumerLadder(BUDGET, Duration.ofSeconds(10));
        long now = 1;
        var expected = SLOW;
        for (long backlog : backlogs) {
            var step = ladder.judge(now += 2_000, backlog, 0, false);
            if (step != STAY) {
                assertThat(step).isEqualTo(expected);
                expected = expected == SLOW ? RESTORE : SLOW;
            }
            assertThat(ladder.slowed()).isEqualTo(expected == RESTORE);
        }
    }
}

package argus.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class SendCreditPropertyTest {

    private record Step(boolean write, int amount) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(true, true, true, false),
                        Arbitraries.integers().between(1, SendCredit.PIECE))
                .as(Step::new)
                .list()
                .ofMaxSize(100);
    }

    /** A writer as the gate is one, and a reader that takes some bytes now and then and answers the pings it meets. */
    @Property(tries = 500)
    void neverLetsMoreThanItsLimitAndOnePieceWaitAndNeverStopsForAReader(
            @ForAll("steps") List<Step> steps, @ForAll @LongRange(min = 1, max = 400) long answersAfter) {
        var credit = new SendCredit();
        var pings = new ArrayDeque<long[]>(); // payload, offset
        long sent = 0;
        long read = 0;
        long payload = 0;
        for (var step : steps) {
            if (step.write()) {
                if (credit.pingDue()) {
                    credit.pinging(++payload, 1);
                    pings.add(new long[] {payload, sent});
                }
                if (credit.open()) {
                    credit.sent(step.amount());
                    sent += step.amount();
                } else {
                    assertThat(credit.waiting())
                            .as("a ping is under way while credit is used up")
                            .isTrue();
                }
            } else {
                read = Math.min(sent, read + 2L * step.amount());
                while (!pings.isEmpty() && pings.peek()[1] <= read) {
                    assertThat(credit.answered(pings.remove()[0], 1 + answersAfter * (1 + read % 2)))
                            .isTrue();
                }
            }
            assertThat(sent - read).isLessThan(SendCredit.LIMIT + SendCredit.PIECE);
        }
        while (!pings.isEmpty()) {
            credit.answered(pings.remove()[0], 1_000);
        }
        assertThat(credit.open() || credit.pingDue())
                .as("goes on when all is read")
                .isTrue();
        assertThat(credit.waiting()).isFalse();
    }

    @Example
    void readerThatAnswersAtOnceIsSentMoreAheadUntilItIsLate() {
        var credit = new SendCredit();
        credit.pinging(1, 100);
        credit.answered(1, 110);
        credit.sent(180 * 1024);
        assertThat(credit.open()).isTrue();
        assertThat(credit.pingDue()).isTrue();
        credit.pinging(2, 200);
        credit.sent(50 * 1024);
        assertThat(credit.open()).isFalse();
        credit.answered(2, 2_000);
        assertThat(credit.open()).as("what is on its way to a late reader").isFalse();
        assertThat(credit.pingDue()).isTrue();
    }

    @Example
    void answerToALaterPingCountsForThoseBefore() {
        var credit = new SendCredit();
        credit.sent(20_000);
        credit.pinging(1, 100);
        credit.sent(20_000);
        credit.pinging(2, 200);
        credit.sent(20_000);
        assertThat(credit.open()).isFalse();
        assertThat(credit.waitingSince()).isEqualTo(100);
        assertThat(credit.answered(2, 300)).isTrue();
        assertThat(credit.open()).isTrue();
        assertThat(credit.waiting()).isFalse();
        assertThat(credit.waitingSince()).isZero();
        assertThat(credit.answered(1, 400)).as("it is settled already").isFalse();
    }

    @Example
    void ageOfAPingBeginsAnewWithEachAnswer() {
        var credit = new SendCredit();
        credit.pinging(1, 100);
        credit.pinging(2, 200);
        assertThat(credit.answered(1, 300)).isTrue();
        assertThat(credit.waitingSince()).isEqualTo(300);
        assertThat(credit.answered(9, 400)).isFalse();
        assertThat(credit.waitingSince()).isEqualTo(300);
    }
}

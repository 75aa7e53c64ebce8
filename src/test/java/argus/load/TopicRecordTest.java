package argus.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicRecordTest {
    private static final String TRADES = "trade:600000.SH";

    private final Tally tally = new Tally();
    private final TopicRecord topic = new TopicRecord(TRADES, true, tally);

    private static Said read(String frame) {
        var all = new ArrayList<Said>();
        Said.each(frame, all::add);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private void answer(long seq, String more) {
        topic.answer(
                read(
                        "{\"type\":\"subscription_response\",\"data\":{\"topic\":\"%s\",\"epoch\":\"e\",\"seq\":%d,\"options\":{\"snapshot\":true}%s}}"
                                .formatted(TRADES, seq, more)),
                1000);
    }

    private boolean update(long seq, long pseq) {
        return topic.update(read(
                "{\"type\":\"trade_data\",\"topic\":\"%s\",\"seq\":%d,\"pseq\":%d,\"merged\":0,\"ts\":%d,\"data\":{}}"
                        .formatted(TRADES, seq, pseq, 989 + seq)));
    }

    private void gap(long from, long to) {
        topic.gap(read(
                "{\"type\":\"gap\",\"data\":{\"topic\":\"%s\",\"from\":%d,\"to\":%d}}".formatted(TRADES, from, to)));
    }

    @Test
    void aTopicGoesOnWhereItWasAndIsCompleteWhenAllIsReplayed() {
        answer(5, "");
        assertThat(update(6, 5)).isTrue();
        topic.cut();
        assertThat(topic.from()).isEqualTo("\"trade:600000.SH\":{\"epoch\":\"e\",\"seq\":6}");
        answer(6, ",\"resumed\":\"replayed\",\"replayed\":2");
        assertThat(topic.complete()).isFalse();
        assertThat(update(7, 6)).isFalse();
        assertThat(update(8, 7)).isFalse();
        assertThat(topic.complete()).isTrue();
        assertThat(update(9, 8)).isTrue();
        assertThat(tally.broken()).isZero();
    }

    @Test
    void aLossThatIsToldExactlyIsNoFault() {
        answer(5, "");
        topic.cut();
        answer(9, ",\"resumed\":\"lost\",\"from\":6,\"to\":9");
        assertThat(update(10, 9)).as("accepted before the answer came").isFalse();
        gap(11, 12);
        assertThat(update(13, 12)).isTrue();
        assertThat(tally.broken()).isZero();
        assertThat(tally).asString().contains("told as lost: 1 topics, 4 updates; gaps: 1, of 2 updates");
    }

    @Test
    void whatIsMissingUntoldIsFound() {
        answer(5, "");
        update(7, 6);
        assertThat(tally.broken()).isEqualTo(2);
        gap(9, 9);
        topic.cut();
        answer(12, ",\"resumed\":\"replayed\",\"replayed\":0");
        topic.cut();
        answer(14, ",\"resumed\":\"lost\",\"from\":14,\"to\":14");
        assertThat(tally.broken()).isEqualTo(5);
    }

    @Test
    void messagesOfABatchAreReadOneByOne() {
        var types = new ArrayList<String>();
        var numbers = new ArrayList<Long>();
        Said.each(
                "{\"type\":\"batch\",\"n\":2,\"items\":[{\"type\":\"trade_data\",\"topic\":\"a\",\"seq\":12},{\"type\":\"gap\",\"data\":{}}]}",
                said -> {
                    types.add(said.type());
                    numbers.add(said.number("seq"));
                });
        assertThat(types).isEqualTo(List.of("trade_data", "gap"));
        assertThat(numbers).isEqualTo(List.of(12L, -1L));
    }
}

package argus.source.tdx;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Side;
import argus.model.Symbol;
import argus.model.Trade;
import argus.source.tdx.wire.TdxCode;
import argus.source.tdx.wire.TradeDecoder.TdxTrade;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Every trade once, however the pages fall. */
class TradeTapeTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    private final TradeTape tape = tape();

    private static TradeTape tape() {
        var code = new TdxCode(1, "600000");
        return new TradeTape(new Security(new Symbol("600000.SH"), code, SecurityKind.STOCK, 2), "tdx");
    }

    @Test
    void aPageOfTheWholeDayIsToldWhole() {
        assertThat(tape.news(TODAY, List.of(row(0), row(0), row(1)), 120))
                .extracting(Trade::id)
                .containsExactly("2026-11-20-09:30-1", "2026-11-20-09:30-2", "2026-11-20-09:31-1");
        assertThat(tape.news(TODAY, List.of(row(0), row(0), row(1)), 120)).isEmpty();
    }

    @Test
    void theFirstMinuteOfAPageWithinTheDayIsLeftOut() {
        assertThat(tape.news(TODAY, List.of(row(5), row(6), row(6)), 3))
                .extracting(Trade::id)
                .containsExactly("2026-11-20-09:36-1", "2026-11-20-09:36-2");
    }

    @Test
    void aLongerPageIsNeededWhereOneDoesNotReachBack() {
        tape.news(TODAY, List.of(row(5), row(6), row(6)), 3);
        var later = List.of(row(6), row(7), row(7));
        assertThat(tape.longer(TODAY, later, 3)).hasValue(12);
        assertThat(tape.longer(TODAY, later, 1_800)).isEmpty();
        assertThat(tape.longer(TODAY, later, 4)).isEmpty(); // it begins with the day
        assertThat(tape.longer(TODAY.plusDays(3), later, 3)).isEmpty();
        assertThat(tape.longer(TODAY, List.of(row(5), row(6), row(7)), 3)).isEmpty();
    }

    @Test
    void anotherDayBeginsAnew() {
        tape.news(TODAY, List.of(row(7)), 120);
        assertThat(tape.news(TODAY.plusDays(3), List.of(row(0)), 120))
                .extracting(Trade::id)
                .containsExactly("2026-11-23-09:30-1");
    }

    @Test
    void sidesAreThoseOfTheTaker() {
        var minute = LocalTime.of(9, 30);
        var rows = IntStream.of(0, 1, 2, 5)
                .mapToObj(side -> new TdxTrade(minute, 919, 1, 1, side, 0))
                .toList();
        assertThat(tape.news(TODAY, rows, 120))
                .extracting(Trade::side)
                .containsExactly(Side.BUY, Side.SELL, Side.NEUTRAL, Side.NEUTRAL);
    }

    @Property(tries = 200)
    void pagesThatReachBackTellEachTradeOnce(@ForAll @IntRange(min = 1, max = 300) int rows, @ForAll long seed) {
        var random = new Random(seed);
        var day = new ArrayList<TdxTrade>();
        for (int minute = 0; day.size() < rows; minute += random.nextInt(2)) {
            day.add(row(minute));
        }
        var fresh = tape();
        var told = new ArrayList<Trade>();
        for (int known = 0; known < rows; ) {
            known = Math.min(rows, known + 1 + random.nextInt(40));
            int asked = 120;
            var page = newest(day.subList(0, known), asked);
            for (var longer = fresh.longer(TODAY, page, asked); longer.isPresent(); ) {
                asked = longer.getAsInt();
                page = newest(day.subList(0, known), asked);
                longer = fresh.longer(TODAY, page, asked);
            }
            told.addAll(fresh.news(TODAY, page, asked));
        }
        assertThat(told).extracting(Trade::id).doesNotHaveDuplicates().hasSize(rows);
        assertThat(told).extracting(Trade::time).isSorted();
    }

    private static List<TdxTrade> newest(List<TdxTrade> rows, int count) {
        return rows.subList(Math.max(0, rows.size() - count), rows.size());
    }

    private static TdxTrade row(int minute) {
        return new TdxTrade(LocalTime.of(9, 30).plusMinutes(minute), 919, 1, 1, 0, 0);
    }
}

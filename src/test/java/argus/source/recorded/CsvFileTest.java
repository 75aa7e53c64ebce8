package argus.source.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.model.Symbol;
import argus.source.recorded.CsvFile.Kind;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {

    private static CsvFile file(Kind kind, String text) {
        return new CsvFile("file.csv", new Symbol("600519.SH"), kind, Map.of(), () -> new StringReader(text));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T01:30:00Z",
        "2026-03-02T09:30:00+08:00",
        "2026-03-02T09:30:00",
        "2026-03-02 09:30",
        "1772415000",
        "1772415000000",
    })
    void timesAreIsoOrEpoch(String time) throws IOException {
        var rows = file(Kind.TRADES, "time,price,volume\n" + time + ",1,2\n")
                .read()
                .rows();
        assertThat(rows.time(0)).isEqualTo(Instant.parse("2026-03-02T01:30:00Z").toEpochMilli());
    }

    @Test
    void columnsAreFoundByName() throws IOException {
        var content = file(
                        Kind.TRADES, "\uFEFFside, Volume ,x,PRICE,time\r\nsell,5,?,1.50,1\r\n\r\n# 1\r\nbuy,6,,1.60,2")
                .read();
        var rows = content.rows();
        assertThat(content.unreadable()).isZero();
        assertThat(rows.size()).isEqualTo(2);
        assertThat(List.of(rows.cell(0, 0), rows.cell(0, 1), rows.cell(0, Tape.SIDE)))
                .containsExactly(new BigDecimal("1.5"), new BigDecimal("5"), new BigDecimal("-1"));
        assertThat(rows.cell(1, 9)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x,1,2,buy",
                "1,x,2,buy",
                "1,,2,buy",
                "1,1,,buy",
                "1,1",
                "1,1,2,maybe",
                "1,1e99,2,buy",
                ",1,2,buy"
            })
    void unreadableRowsAreCountedAndLeftOut(String bad) throws IOException {
        var file = file(Kind.TRADES, "time,price,volume,side\n1,1,1,buy\n" + bad + "\n" + bad + "\n3,1,1,sell\n");
        var content = file.read();
        assertThat(content.unreadable()).isEqualTo(2);
        assertThat(content.rows().size()).isEqualTo(2);
        var times = new ArrayList<Long>();
        file.times(times::add);
        assertThat(times).startsWith(1000L).endsWith(3000L);
    }

    @ParameterizedTest
    @CsvSource({"TRADES, 'time,price', volume", "TRADES, '', time", "QUOTES, 'time,open', last_price"})
    void aMissingColumnIsNamed(Kind kind, String header, String missing) {
        var file = file(kind, header + "\n1,2\n");
        assertThatThrownBy(file::read)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("file.csv", "'" + missing + "'");
        assertThatThrownBy(() -> file.times(time -> {})).isInstanceOf(IOException.class);
    }
}

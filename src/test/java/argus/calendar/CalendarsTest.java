package argus.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.model.BarPeriod;
import argus.model.Market;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalendarsTest {
    @TempDir
    Path directory;

    @Test
    void anOwnTableReplacesThePackagedOne() throws IOException {
        Files.writeString(
                directory.resolve("cn.json"),
                """
                {"zone": "Asia/Shanghai", "sessions": [["09:30", "11:30", "regular"], ["13:00", "24:00", "regular"]],
                 "holidays": ["2030-01-01"]}
                """);
        var calendars = Calendars.of(directory);
        assertThat(calendars.of(Market.SH).isOpen(Instant.parse("2030-03-01T14:00:00Z")))
                .isTrue();
        assertThat(calendars.of(Market.HK).day(LocalDate.of(2026, 12, 25))).isEqualTo(TradingCalendar.Day.CLOSED);
        // without "bars" the regular sessions are the blocks
        assertThat(calendars.barClock().barStart(Market.SH, BarPeriod.H1, Instant.parse("2030-03-01T04:00:00Z")))
                .isEqualTo(Instant.parse("2030-03-01T02:30:00Z"));
    }

    @Test
    void aMissingDirectoryIsNamed() {
        assertThatThrownBy(() -> Calendars.of(directory.resolve("none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"zone\": \"Mars/Olympus\", \"sessions\": [[\"09:30\",\"11:30\",\"regular\"]], \"holidays\": [\"2030-01-01\"]}",
                "{\"zone\": \"UTC\", \"sessions\": [[\"09:30\",\"11:30\",\"lunch\"]], \"holidays\": [\"2030-01-01\"]}",
                "{\"zone\": \"UTC\", \"sessions\": [[\"09:30\",\"09:00\",\"regular\"]], \"holidays\": [\"2030-01-01\"]}",
                "{\"zone\": \"UTC\", \"sessions\": [[\"09:30\",\"11:30\",\"regular\"],[\"11:00\",\"12:00\",\"regular\"]], \"holidays\": [\"2030-01-01\"]}",
                "{\"zone\": \"UTC\", \"sessions\": [[\"09:30\",\"11:30\",\"regular\"]], \"holidays\": []}",
                "{\"zone\": \"UTC\", \"sessions\": [[\"09:30\",\"11:30\",\"regular\"]], \"holidays\": [\"soon\"]}",
            })
    void anUnreadableTableIsNamed(String text) throws IOException {
        Files.writeString(directory.resolve("hk.json"), text);
        assertThatThrownBy(() -> Calendars.of(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hk.json");
    }
}

package argus.feed;

import static org.assertj.core.api.Assertions.assertThat;

import argus.TestClock;
import argus.calendar.Calendars;
import argus.model.Symbol;
import argus.protocol.MarketState;
import argus.protocol.ServerMessage.Severity;
import argus.protocol.ServerMessage.Status;
import argus.source.MarketHours;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MarketNewsTest {
    private static final Symbol TEA = new Symbol("600519.SH");
    private static final Symbol APPLE = new Symbol("AAPL.US");
    private static final Symbol MADE_UP = new Symbol("0700.HK");

    /** A Monday, 11:29 in Shanghai. */
    private final TestClock clock = new TestClock(Instant.parse("2026-03-02T03:29:00Z"));

    private final MarketHours hours = new MarketHours(Calendars.packaged(), false, clock).except(MADE_UP::equals);
    private final List<Status> told = new ArrayList<>();
    private Set<Symbol> wanted = Set.of(TEA, MADE_UP);
    private final MarketNews news = new MarketNews(hours, () -> wanted, told::add);

    @Test
    void theBreakAndItsEndAreToldOnce() {
        news.watch();
        news.watch();
        assertThat(told).isEmpty();

        clock.advance(Duration.ofMinutes(1));
        news.watch();
        news.watch();

        assertThat(told)
                .containsExactly(new Status(
                        "market_closed",
                        "Market SH is closed: break",
                        Severity.INFO,
                        Map.of("market", "SH", "phase", "break", "next_open", Instant.parse("2026-03-02T05:00:00Z"))));

        clock.advance(Duration.ofMinutes(90));
        news.watch();

        assertThat(told).hasSize(2);
        assertThat(told.get(1))
                .isEqualTo(new Status(
                        "market_open",
                        "Market SH is open: regular",
                        Severity.INFO,
                        Map.of("market", "SH", "phase", "regular")));
    }

    @Test
    void aMarketThatNobodyWantsHasNoNews() {
        news.watch();
        wanted = Set.of();
        news.watch();
        clock.advance(Duration.ofMinutes(1));
        wanted = Set.of(TEA);
        news.watch();
        assertThat(told).isEmpty();
    }

    @Test
    void eachMarketHasItsOwnTurns() {
        wanted = Set.of(TEA, APPLE);
        news.watch();
        clock.advance(Duration.ofHours(6)); // 04:29 in New York, 17:29 in Shanghai
        news.watch();
        assertThat(told).extracting(Status::subject).containsExactly("market_closed", "market_open");
        assertThat(told)
                .extracting(status -> (Object) status.details().get("phase"))
                .containsExactly("closed", "pre_market");
    }

    @Test
    void aYearThatNoCalendarKnowsIsSaidNotGuessed() {
        clock.advance(Duration.between(clock.instant(), Instant.parse("2026-12-31T15:59:00Z")));
        news.watch();
        clock.advance(Duration.ofMinutes(1));
        news.watch();
        assertThat(told).hasSize(1);
        assertThat(told.get(0).subject()).isEqualTo("market_open");
        assertThat(told.get(0).severity()).isEqualTo(Severity.WARNING);
        assertThat(told.get(0).details()).isEqualTo(Map.of("market", "SH", "phase", "unknown"));
    }

    @Test
    void theStateOfASymbolIsThatOfItsMarket() {
        assertThat(MarketNews.state(hours, TEA)).isEqualTo(new MarketState("regular", null));
        assertThat(MarketNews.state(hours, MADE_UP)).isEqualTo(new MarketState("regular", null));
        assertThat(MarketNews.state(hours, APPLE))
                .isEqualTo(new MarketState("closed", Instant.parse("2026-03-02T09:00:00Z")));
    }
}

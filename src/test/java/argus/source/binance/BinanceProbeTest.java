package argus.source.binance;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.BarPeriod;
import argus.model.Symbol;
import argus.source.binance.FakeBinance.Answer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BinanceProbeTest {
    private static final Clock CLOCK = Clock.systemUTC();

    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(4);
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private FakeBinance venue;

    @BeforeEach
    void open() throws Exception {
        venue = FakeAnswers.market("BTC");
    }

    @AfterEach
    void end() throws Exception {
        venue.close();
        timers.shutdownNow();
    }

    private boolean probe(Duration timeout, Symbol... symbols) throws InterruptedException {
        var settings = new BinanceSettings(
                venue.socket(),
                venue.http(),
                1024,
                4,
                4,
                300,
                60,
                1000,
                timeout,
                Duration.ofSeconds(60),
                Duration.ofHours(23),
                3,
                Duration.ofMillis(50),
                List.of(BarPeriod.M1),
                5);
        return new BinanceProbe(settings, CLOCK, timers).run(List.of(symbols), lines::add);
    }

    @Test
    void aSampleOfEverythingIsShown() throws Exception {
        var update = new AtomicLong(100);
        venue.answer("/api/v3/depth", query -> Answer.ok(FakeAnswers.depth(update.get())));
        timers.scheduleWithFixedDelay(
                () -> FakeAnswers.everything(venue, "BTCUSDT", update.incrementAndGet(), CLOCK.instant()),
                10,
                10,
                TimeUnit.MILLISECONDS);
        assertThat(probe(Duration.ofSeconds(20))).as("%s", lines).isTrue();
        assertThat(lines)
                .anyMatch(line -> line.startsWith("pairs   after ") && line.endsWith(" 1 are traded"))
                .anyMatch(line -> line.contains("Instrument[symbol=BTC-USDT"))
                .anyMatch(line -> line.startsWith("bars    after ") && line.contains("Candle[pair=BTCUSDT"))
                .anyMatch(line -> line.startsWith("book    after ") && line.contains("2 bids"))
                .anyMatch(line -> line.startsWith("frame   Execution["))
                .anyMatch(line -> line.startsWith("frame   BookTicker["))
                .anyMatch(line -> line.startsWith("frame   DepthDiff["))
                .anyMatch(line -> line.startsWith("frame   Candle["))
                .anyMatch(line -> line.startsWith("frame   DayTicker["))
                .anyMatch(line -> line.startsWith("event   Quote["))
                .anyMatch(line -> line.startsWith("event   Trade["))
                .anyMatch(line -> line.startsWith("event   Depth["))
                .contains("OK      everything was answered");
    }

    @Test
    void whatFailsIsShownAndTheRestIsProbedAllTheSame() throws Exception {
        venue.answer("/api/v3/exchangeInfo", query -> new Answer(429, "{\"code\":-1003,\"msg\":\"Slow down.\"}", ""));
        venue.refuse(true);
        assertThat(probe(Duration.ofMillis(300))).isFalse();
        assertThat(lines)
                .anyMatch(line -> line.startsWith("FAILED  pairs after ") && line.contains("Slow down."))
                .anyMatch(line -> line.startsWith("FAILED  no connection: cannot connect to 127.0.0.1"))
                .contains("FAILED  not everything was answered");
    }

    @Test
    void streamsThatStaySilentAndFramesThatCannotBeReadAreShown() throws Exception {
        timers.scheduleWithFixedDelay(
                () -> venue.peers().forEach(peer -> peer.text("<html>")), 10, 10, TimeUnit.MILLISECONDS);
        assertThat(probe(Duration.ofSeconds(1))).isFalse();
        assertThat(lines)
                .anyMatch(line -> line.startsWith("FAILED  a frame cannot be read"))
                .anyMatch(line -> line.startsWith("lost    the connection"));
    }

    @Test
    void aPairThatIsNotTradedIsSaid() throws Exception {
        assertThat(probe(Duration.ofSeconds(5), new Symbol("DOGE-USDT"))).isFalse();
        assertThat(lines).contains("FAILED  DOGE-USDT is not traded at Binance");
    }
}

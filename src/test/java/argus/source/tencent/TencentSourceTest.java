package argus.source.tencent;

import static org.assertj.core.api.Assertions.assertThat;

import argus.calendar.Calendars;
import argus.model.Depth;
import argus.model.Quote;
import argus.model.Symbol;
import argus.source.FakeHttp.Reply;
import argus.source.HttpVenue;
import argus.source.MarketHours;
import argus.source.Upstream;
import argus.source.WaitingSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TencentSourceTest {
    private static final Instant MORNING = Instant.parse("2026-03-02T02:00:00Z");
    private static final Instant EVENING = Instant.parse("2026-03-02T12:00:00Z");
    private static final Symbol TEA = new Symbol("600519.SH");
    private static final Symbol PENGUIN = new Symbol("0700.HK");
    private static final Symbol APPLE = new Symbol("AAPL.US");

    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(2);
    private final FakeTencent tencent = new FakeTencent()
            .has("sh600519", RowText.chinese("600519", "贵州茅台").text())
            .has("hk00700", RowText.hongKong("00700", "腾讯控股", "TENCENT").text())
            .has("usAAPL", RowText.american("AAPL.OQ", "苹果", "Apple Inc.").text())
            .has("sh000001", RowText.chinese("000001", "上证指数").text());
    private final WaitingSink sink = new WaitingSink();
    private TencentSource source = source(MORNING, 80, 100);

    private TencentSource source(Instant now, int batch, int requests) {
        var clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), now));
        return new TencentSource(
                new TencentSettings(
                        tencent.address(),
                        batch,
                        () -> Duration.ofMillis(5),
                        new Upstream.Terms(
                                requests, Duration.ofSeconds(1), 2, Duration.ofMillis(5), Duration.ofMillis(20)),
                        new HttpVenue.Terms(
                                Map.of(),
                                Duration.ofMillis(500),
                                1 << 20,
                                Duration.ofMillis(5),
                                Duration.ofMillis(20))),
                new MarketHours(Calendars.packaged(), false, clock),
                clock,
                timers);
    }

    @AfterEach
    void stop() {
        source.close();
        timers.shutdownNow();
        tencent.close();
    }

    private void want(Symbol... symbols) {
        source.start(sink);
        source.demand(Set.of(symbols));
    }

    @Test
    void threeMarketsComeInOneRequestWithTheBookBeforeTheQuote() throws Exception {
        want(TEA, PENGUIN, APPLE);

        var depth = sink.await(Depth.class, book -> book.symbol().equals(TEA));
        var quote = sink.await(Quote.class, q -> q.symbol().equals(TEA));
        assertThat(depth.bids()).hasSize(2);
        assertThat(quote.last()).isEqualByComparingTo("10");
        sink.awaitState("UP");
        assertThat(tencent.asked())
                .anySatisfy(codes -> assertThat(codes).containsExactlyInAnyOrder("sh600519", "hk00700", "usAAPL"));
        assertThat(source.instruments()).extracting(i -> i.name()).contains("贵州茅台");
        assertThat(sink.events()).extracting(e -> e.symbol()).contains(PENGUIN, APPLE);
        assertThat(source.name()).isEqualTo("tencent");
        assertThat(source.serves(new Symbol("BTC-USD"))).isFalse();
    }

    @Test
    void onlyWhatChangedIsNews() throws Exception {
        want(TEA);
        sink.await(Quote.class, q -> true);
        sink.awaitBursts(5);
        assertThat(sink.events()).hasSize(2);

        tencent.has(
                "sh600519", RowText.chinese("600519", "贵州茅台").set(3, "10.01").text());

        assertThat(sink.await(Quote.class, q -> true).last()).isEqualByComparingTo("10.01");
    }

    @Test
    void aSymbolWantedAgainIsToldAgain() throws Exception {
        want(TEA);
        sink.await(Quote.class, q -> true);
        source.demand(Set.of(APPLE));
        sink.await(Quote.class, q -> q.symbol().equals(APPLE));
        source.demand(Set.of(TEA));

        assertThat(sink.await(Quote.class, q -> q.symbol().equals(TEA)).last()).isEqualByComparingTo("10");
    }

    @Test
    void aClosedMarketIsAskedOnce() throws Exception {
        source = source(EVENING, 80, 100);
        want(TEA, APPLE);
        sink.await(Quote.class, q -> q.symbol().equals(TEA));
        sink.awaitBursts(5);

        assertThat(askedFor("sh600519")).isEqualTo(1);
        assertThat(askedFor("usAAPL")).as("the premarket is open").isGreaterThan(3);
    }

    private int askedFor(String code) {
        return (int)
                tencent.asked().stream().filter(codes -> codes.contains(code)).count();
    }

    @Test
    void noRequestIsLongerThanABatchAndNoSecondHasMoreThanTheQuota() throws Exception {
        source = source(MORNING, 7, 4);
        var many = new HashSet<Symbol>();
        for (int i = 600000; i < 600050; i++) {
            many.add(new Symbol(i + ".SH"));
            tencent.has("sh" + i, RowText.chinese(Integer.toString(i), "股" + i).text());
        }
        long begin = System.nanoTime();
        source.start(sink);
        source.demand(many);
        var seen = new HashSet<Symbol>();
        while (seen.size() < many.size()) {
            seen.add(sink.await(Quote.class, q -> true).symbol());
        }

        assertThat(tencent.asked()).allSatisfy(codes -> assertThat(codes).hasSizeLessThanOrEqualTo(7));
        var times = tencent.http().requests().stream()
                .map(request -> request.nanos() - begin)
                .sorted()
                .toList();
        for (int i = 0; i < times.size(); i++) {
            assertThat(times.get(i)).isGreaterThanOrEqualTo(i / 4 * 1_000_000_000L);
        }
    }

    @Test
    void whatIsNotKnownThereIsNotWaitedFor() throws Exception {
        want(new Symbol("600404.SH"), TEA);

        assertThat(sink.await(Quote.class, q -> true).symbol()).isEqualTo(TEA);
        source.demand(Set.of(new Symbol("600404.SH")));
        sink.awaitBursts(3);
        assertThat(sink.states()).hasSize(1).allMatch(state -> state.startsWith("UP"));
    }

    @Test
    void aBadRowIsDroppedAndTheRestIsTold() throws Exception {
        tencent.has("usAAPL", "200~broken");
        want(TEA, APPLE);

        assertThat(sink.await(Quote.class, q -> true).symbol()).isEqualTo(TEA);
        assertThat(sink.states()).allMatch(state -> state.startsWith("UP"));
    }

    @Test
    void everyKindOfTroubleIsToldAndDataResumes() throws Exception {
        want(TEA);
        sink.awaitState("UP");
        var troubles = Map.of(
                "a server error", Reply.of(503, "busy"),
                "too many requests", Reply.of(429, "Too Many Requests"),
                "a page", Reply.of(200, "<html>please log in</html>"),
                "a cut", Reply.CUT,
                "silence", Reply.SILENCE);
        int price = 11;
        for (var trouble : troubles.entrySet()) {
            tencent.http().misbehave(trouble.getValue());
            assertThat(sink.awaitState("DOWN")).as(trouble.getKey()).hasSizeGreaterThan("DOWN ".length());
            tencent.has(
                    "sh600519",
                    RowText.chinese("600519", "贵州茅台").set(3, price + ".00").text());
            tencent.http().behave();
            sink.awaitState("UP");
            var resumed = Integer.toString(price++);
            sink.await(Quote.class, q -> q.last().toPlainString().equals(resumed));
        }
        assertThat(sink.states()).anyMatch(state -> state.contains("HTTP 503"));
        assertThat(sink.states()).anyMatch(state -> state.contains("HTTP 429"));
        assertThat(sink.states()).anyMatch(state -> state.contains("no quotes at character 0"));
    }

    @Test
    void itIsKnownToBeUpBeforeAnythingIsWantedAndAgainAfterTrouble() throws Exception {
        tencent.http().misbehave(Reply.of(500, ""));
        source.start(sink);
        sink.awaitState("DOWN");
        tencent.http().behave();
        sink.awaitState("UP");

        assertThat(tencent.asked()).allMatch(List.of("sh000001")::equals);
        assertThat(sink.events()).isEmpty();
    }

    @Test
    void nothingIsToldAfterItIsClosed() throws Exception {
        want(TEA);
        sink.await(Quote.class, q -> true);
        source.close();
        int told = sink.events().size() + sink.states().size();
        source.demand(Set.of(APPLE));
        int asked = tencent.asked().size();
        while (tencent.asked().size() == asked && !timers.isShutdown()) {
            timers.shutdown(); // what was begun ends
        }

        assertThat(sink.events().size() + sink.states().size()).isEqualTo(told);
    }

    @Test
    void theProbeShowsASampleOfEverything() throws Exception {
        var lines = new ArrayList<String>();
        var settings = new TencentSettings(
                tencent.address(),
                80,
                () -> Duration.ofSeconds(1),
                new Upstream.Terms(1, Duration.ofSeconds(1), 1, Duration.ofSeconds(1), Duration.ofSeconds(1)),
                new HttpVenue.Terms(
                        Map.of(), Duration.ofSeconds(5), 1 << 20, Duration.ofSeconds(1), Duration.ofSeconds(1)));
        var probe = new TencentProbe(settings, timers);

        assertThat(probe.run(List.of(), lines::add)).isTrue();
        assertThat(probe.run(List.of(APPLE), lines::add)).isTrue();
        tencent.http().misbehave(Reply.of(200, "nonsense"));
        assertThat(probe.run(List.of(APPLE), lines::add)).isFalse();
        tencent.http().misbehave(Reply.of(502, "nonsense"));
        assertThat(probe.run(List.of(APPLE), lines::add)).isFalse();

        assertThat(String.join("\n", lines))
                .contains("贵州茅台", "Quote[symbol=600519.SH", "Depth[symbol=600519.SH", "limits 8.91 to 10.89")
                .contains("asked for sh999998", "0 readable rows", "failed: ", "HTTP 502");
    }
}

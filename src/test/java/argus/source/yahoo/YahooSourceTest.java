package argus.source.yahoo;

import static org.assertj.core.api.Assertions.assertThat;

import argus.calendar.Calendars;
import argus.model.Bar;
import argus.model.Quote;
import argus.model.Symbol;
import argus.source.FakeHttp.Reply;
import argus.source.HttpVenue;
import argus.source.MarketHours;
import argus.source.Upstream;
import argus.source.WaitingSink;
import argus.source.yahoo.wire.PricingField;
import argus.source.yahoo.wire.PricingText;
import java.io.IOException;
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
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class YahooSourceTest {
    private static final Symbol APPLE = new Symbol("AAPL.US");
    private static final Symbol COIN = new Symbol("BTC-USD");
    private static final Instant NOW = Instant.parse("2026-03-02T16:00:00Z");
    private static final Duration LONG = Duration.ofMinutes(10);

    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(3);
    private final FakeYahoo yahoo = new FakeYahoo();
    private final WaitingSink sink = new WaitingSink();
    private YahooSource source = source(100, LONG, LONG, "6mo");

    private YahooSettings settings(int perConnection, Duration resubscribe, Duration silence, String history) {
        return new YahooSettings(
                yahoo.stream(),
                yahoo.hosts(),
                yahoo.cookie(),
                Duration.ofMillis(1),
                perConnection,
                resubscribe,
                silence,
                history,
                "Mozilla/5.0 test",
                new Upstream.Terms(1000, Duration.ofSeconds(1), 2, Duration.ofMillis(5), Duration.ofMillis(20)),
                new HttpVenue.Terms(
                        Map.of("User-Agent", "Mozilla/5.0 test"),
                        Duration.ofSeconds(2),
                        1 << 20,
                        Duration.ofMillis(5),
                        Duration.ofMillis(20)));
    }

    private YahooSource source(int perConnection, Duration resubscribe, Duration silence, String history) {
        var clock = clock();
        return new YahooSource(
                settings(perConnection, resubscribe, silence, history),
                new MarketHours(Calendars.packaged(), false, clock),
                clock,
                timers);
    }

    private static Clock clock() {
        return Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), NOW));
    }

    @AfterEach
    void stop() throws IOException {
        source.close();
        timers.shutdownNow();
        yahoo.close();
    }

    private static String message(String name, float price, int second) {
        return PricingText.of(name, price, NOW.plusSeconds(second).toEpochMilli())
                .with(PricingField.MARKET_HOURS, 1L)
                .envelope();
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static String row(String name, String price) {
        return ("{\"symbol\":\"%s\",\"quoteType\":\"EQUITY\",\"currency\":\"USD\",\"longName\":\"Name of %s\","
                        + "\"exchangeTimezoneName\":\"America/New_York\",\"regularMarketPrice\":%s,"
                        + "\"regularMarketTime\":%d,\"regularMarketOpen\":300.5,\"regularMarketDayHigh\":310,"
                        + "\"regularMarketDayLow\":299.25,\"regularMarketPreviousClose\":301.1,"
                        + "\"regularMarketVolume\":5000,\"priceHint\":2}")
                .formatted(name, name, price, NOW.getEpochSecond());
    }

    private static String chart(String name) {
        long today = NOW.getEpochSecond();
        return ("{\"chart\":{\"result\":[{\"meta\":{\"currency\":\"USD\",\"symbol\":\"%s\",\"exchangeTimezoneName\":"
                        + "\"America/New_York\",\"regularMarketPrice\":306.5,\"regularMarketTime\":%d,"
                        + "\"dataGranularity\":\"1d\"},\"timestamp\":[%d,%d,%d],\"indicators\":{\"quote\":[{"
                        + "\"open\":[290,null,300.5],\"high\":[303,null,310],\"low\":[289,null,299.25],"
                        + "\"close\":[301.1000061035156,null,306.5],\"volume\":[700,null,5000]}]}}],\"error\":null}}")
                .formatted(name, today, today - 3 * 86_400, today - 2 * 86_400, today);
    }

    private void want(Symbol... symbols) {
        source.start(sink);
        source.demand(Set.of(symbols));
    }

    @Test
    void streamQuotesAndChartMakeOneQuoteAndThePastItsBars() throws Exception {
        yahoo.quotes("AAPL", row("AAPL", "306.5"))
                .charts("AAPL", chart("AAPL"))
                .streams("AAPL", message("AAPL", 307.2f, 5));
        want(APPLE);

        var quote = sink.await(
                Quote.class, q -> q.open() != null && q.last().toPlainString().equals("307.2"));
        assertThat(quote.open()).isEqualByComparingTo("300.5");
        assertThat(quote.prevClose()).isEqualByComparingTo("301.1");
        assertThat(quote.volume()).isEqualByComparingTo("5000");
        until(() -> sink.events().stream().anyMatch(Bar.class::isInstance));
        var bars = sink.events().stream().filter(Bar.class::isInstance).toList();
        assertThat(bars).hasSize(1);
        var bar = (Bar) bars.get(0);
        assertThat(bar.time()).isEqualTo("2026-02-27T05:00:00Z");
        assertThat(bar.close()).isEqualTo("301.1");
        assertThat(bar.closed()).isTrue();
        assertThat(sink.awaitState("UP")).contains("1 of 1 streams open");
        assertThat(source.instruments()).singleElement().satisfies(instrument -> {
            assertThat(instrument.name()).isEqualTo("Name of AAPL");
            assertThat(instrument.tick()).isEqualTo("0.01");
        });
        assertThat(yahoo.sockets().peers().get(0).head())
                .contains("Origin: https://finance.yahoo.com")
                .contains("User-Agent: Mozilla/5.0 test");
        assertThat(source.name()).isEqualTo("yahoo");
        assertThat(source.serves(new Symbol("920002.BJ"))).isFalse();
    }

    @Test
    void framesOfBothVersionsAreReadAndOldOnesAreNoNews() throws Exception {
        want(COIN);
        until(() -> yahoo.subscribed().contains(Set.of("BTC-USD")));
        yahoo.sockets()
                .sendAll(PricingText.of("BTC-USD", 100f, NOW.plusSeconds(10).toEpochMilli())
                        .bare());
        yahoo.sockets().sendAll("{\"type\":\"other\"}");
        yahoo.sockets().sendAll(message("BTC-USD", 90f, 9));
        yahoo.sockets().sendAll(message("DOGE-USD", 1f, 11));
        yahoo.sockets().sendAll("garbage");
        yahoo.sockets().sendAll(message("BTC-USD", 101f, 11));

        sink.await(Quote.class, q -> q.last().toPlainString().equals("101"));
        assertThat(sink.events())
                .extracting(event -> ((Quote) event).last().toPlainString())
                .containsExactly("100", "101");
    }

    @Test
    void noConnectionHasMoreThanItsShareAndEmptyOnesAreClosed() {
        source = source(3, LONG, LONG, "");
        var many = new HashSet<Symbol>();
        for (char letter = 'A'; letter <= 'H'; letter++) {
            many.add(new Symbol(letter + "X.US"));
        }
        want(many.toArray(Symbol[]::new));
        until(() -> yahoo.subscribed().stream().mapToInt(Set::size).sum() == 8);
        assertThat(yahoo.subscribed()).hasSize(3).allMatch(names -> names.size() <= 3);

        source.demand(Set.of(new Symbol("AX.US"), new Symbol("NEW.US")));
        until(() -> yahoo.subscribed().stream()
                .flatMap(Set::stream)
                .sorted()
                .toList()
                .equals(List.of("AX", "NEW")));
        assertThat(yahoo.said()).anyMatch(text -> text.startsWith("{\"unsubscribe\":[\""));
        source.demand(Set.of());
        until(() -> yahoo.sockets().peers().size() == 1);
    }

    @Test
    void whatIsSubscribedIsSubscribedAgainNowAndThen() {
        source = source(100, Duration.ofMillis(20), LONG, "");
        want(APPLE);

        until(() -> yahoo.said().stream()
                        .filter("{\"subscribe\":[\"AAPL\"]}"::equals)
                        .count()
                > 3);
    }

    @Test
    void aCutARefusalAndNonsenseAreToldAndDataResumes() throws Exception {
        source = source(100, Duration.ofMillis(50), LONG, ""); // an end may show by the next renewal only
        yahoo.streams("BTC-USD", message("BTC-USD", 100f, 0));
        want(COIN);
        sink.await(Quote.class, q -> true);
        sink.awaitState("UP");

        yahoo.sockets().refuse(true);
        yahoo.sockets().cut();
        sink.awaitState("DOWN");
        sink.awaitState("DOWN the stream cannot be reached");
        yahoo.sockets().refuse(false);
        yahoo.streams("BTC-USD", message("BTC-USD", 101f, 1));
        sink.awaitState("UP");
        sink.await(Quote.class, q -> q.last().toPlainString().equals("101"));

        for (int i = 0; i < 10; i++) {
            yahoo.sockets().sendAll("<html>" + i);
        }
        sink.awaitState("DOWN the stream tells nothing readable");
        yahoo.streams("BTC-USD", message("BTC-USD", 102f, 2));
        sink.awaitState("UP");
        sink.await(Quote.class, q -> q.last().toPlainString().equals("102"));

        yahoo.sockets().sendAll("x".repeat(60_000));
        yahoo.streams("BTC-USD", message("BTC-USD", 103f, 3));
        sink.await(Quote.class, q -> q.last().toPlainString().equals("103"));
    }

    @Test
    void quotesArePolledWhileTheStreamIsDownAndSaidToBe() throws Exception {
        source = source(100, LONG, Duration.ofMillis(40), "");
        yahoo.sockets().refuse(true);
        yahoo.quotes("AAPL", row("AAPL", "306.5"));
        want(APPLE);
        assertThat(sink.awaitState("DOWN")).contains("cannot be reached", "polled over HTTP");
        sink.await(Quote.class, q -> q.last().toPlainString().equals("306.5"));

        yahoo.quotes("AAPL", row("AAPL", "306.75"));
        sink.await(Quote.class, q -> q.last().toPlainString().equals("306.75"));

        yahoo.sockets().refuse(false);
        sink.awaitState("UP");
    }

    @Test
    void chartsArePolledWhereQuotesAreRefusedToo() throws Exception {
        source = source(100, LONG, Duration.ofMillis(40), "");
        yahoo.sockets().refuse(true);
        yahoo.refuseCrumbs(Integer.MAX_VALUE);
        yahoo.charts("AAPL", chart("AAPL"));
        want(APPLE);
        sink.await(Quote.class, q -> q.last().toPlainString().equals("306.5"));

        yahoo.charts("AAPL", chart("AAPL").replace("306.5", "309.5"));
        sink.await(Quote.class, q -> q.last().toPlainString().equals("309.5"));
        assertThat(sink.events()).noneMatch(Bar.class::isInstance);
    }

    @Test
    void closedMarketsAreNotPolledWhileTheStreamIsDown() throws Exception {
        source = source(100, LONG, Duration.ofMillis(40), "");
        yahoo.sockets().refuse(true);
        yahoo.quotes("600519.SS", row("600519.SS", "1400")).quotes("BTC-USD", row("BTC-USD", "100"));
        want(new Symbol("600519.SH"), COIN);
        sink.await(Quote.class, q -> q.symbol().equals(COIN));

        yahoo.quotes("BTC-USD", row("BTC-USD", "101"));
        sink.await(Quote.class, q -> q.last().toPlainString().equals("101"));
        yahoo.quotes("BTC-USD", row("BTC-USD", "102"));
        sink.await(Quote.class, q -> q.last().toPlainString().equals("102"));
        assertThat(yahoo.http().requests().stream()
                        .filter(request -> request.path().equals("/v7/finance/quote")
                                && request.query().contains("600519.SS")))
                .hasSize(1);
    }

    @Test
    void aStreamThatIsSilentWhileItsMarketIsBusyIsGivenUp() throws Exception {
        source = source(100, LONG, Duration.ofMillis(200), "");
        yahoo.streams("BTC-USD", message("BTC-USD", 100f, 0));
        want(COIN);
        sink.await(Quote.class, q -> true);
        yahoo.silence(true);

        assertThat(sink.awaitState("DOWN")).contains("silent");
        yahoo.silence(false);
        yahoo.streams("BTC-USD", message("BTC-USD", 101f, 1));
        sink.awaitState("UP");
        sink.await(Quote.class, q -> q.last().toPlainString().equals("101"));
    }

    @Test
    void aStreamWithNothingBusyMayBeSilent() {
        source = source(100, Duration.ofMillis(50), Duration.ofMillis(100), "");
        want(new Symbol("600519.SH"));

        until(() -> yahoo.said().size() > 5);
        assertThat(sink.states()).noneMatch(state -> state.startsWith("DOWN"));
    }

    @Test
    void aRefusedCrumbIsFetchedOnceMoreAndThenChartsHelp() throws Exception {
        source = source(100, LONG, LONG, "");
        yahoo.quotes("AAPL", row("AAPL", "306.5")).charts("MSFT", chart("MSFT"));
        want(APPLE);
        sink.await(Quote.class, q -> q.symbol().equals(APPLE));
        assertThat(yahoo.crumbsGiven()).isEqualTo(1);

        yahoo.refuseCrumbs(2);
        source.demand(Set.of(APPLE, new Symbol("MSFT.US")));

        var quote = sink.await(Quote.class, q -> q.symbol().text().equals("MSFT.US"));
        assertThat(quote.last()).isEqualByComparingTo("306.5");
        assertThat(quote.prevClose()).isEqualByComparingTo("301.1");
        assertThat(yahoo.crumbsGiven()).isEqualTo(2);
        assertThat(sink.events()).noneMatch(Bar.class::isInstance);
    }

    @Test
    void theSecondHostHelpsWhereTheFirstFails() throws Exception {
        yahoo.http().misbehave(Reply.of(500, "").with("Set-Cookie", "A3=d=abc"));
        yahoo.quotes("AAPL", row("AAPL", "306.5"));
        want(APPLE);

        assertThat(sink.await(Quote.class, q -> true).last()).isEqualByComparingTo("306.5");
        assertThat(yahoo.second().requests()).isNotEmpty();
    }

    @Test
    void tooManyRequestsAreSaidWhileTheStreamGoesOnAndTheChartIsFetchedLater() throws Exception {
        yahoo.http().misbehave(Reply.of(429, "").with("Retry-After", "1"));
        yahoo.second().misbehave(Reply.of(429, "").with("Retry-After", "1"));
        yahoo.streams("AAPL", message("AAPL", 307f, 1)).charts("AAPL", chart("AAPL"));
        want(APPLE);

        assertThat(sink.await(Quote.class, q -> true).last()).isEqualByComparingTo("307");
        until(() -> sink.states().stream().anyMatch(state -> state.startsWith("UP") && state.contains("HTTP 429")));
        yahoo.http().behave();
        yahoo.second().behave();
        sink.await(Bar.class, bar -> true);
    }

    @Test
    void anUnreadableChartIsDropped() throws Exception {
        yahoo.charts("AAPL", "{}").charts("MSFT", chart("MSFT"));
        want(APPLE, new Symbol("MSFT.US"), new Symbol("GONE.US"));

        assertThat(sink.await(Bar.class, bar -> true).symbol().text()).isEqualTo("MSFT.US");
    }

    @Test
    void requestsKeepTheirDistance() throws Exception {
        var terms = settings(100, LONG, LONG, "6mo");
        var slow = new YahooSettings(
                terms.stream(),
                terms.hosts(),
                terms.cookie(),
                Duration.ofMillis(100),
                100,
                LONG,
                LONG,
                "6mo",
                terms.userAgent(),
                terms.terms(),
                terms.http());
        source = new YahooSource(slow, new MarketHours(Calendars.packaged(), true, clock()), clock(), timers);
        yahoo.charts("AAPL", chart("AAPL")).quotes("AAPL", row("AAPL", "306.5"));
        long begin = System.nanoTime();
        want(APPLE);
        sink.await(Bar.class, bar -> true);

        var times = Stream.concat(yahoo.http().requests().stream(), yahoo.second().requests().stream())
                .map(request -> request.nanos() - begin)
                .sorted()
                .toList();
        assertThat(times).hasSize(4);
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i)).isGreaterThanOrEqualTo(i * 100_000_000L);
        }
    }

    @Test
    void theProbeShowsASampleOfEverything() throws Exception {
        yahoo.quotes("AAPL", row("AAPL", "306.5"))
                .charts("AAPL", chart("AAPL"))
                .streams("AAPL", message("AAPL", 307.2f, 5));
        var lines = new ArrayList<String>();
        var probe = new YahooProbe(settings(100, LONG, LONG, "6mo"), clock(), timers);

        assertThat(probe.run(List.of(APPLE), lines::add)).isTrue();
        assertThat(String.join("\n", lines)).contains("Chart[symbol=AAPL", "QuoteRow[symbol=AAPL", "PRICE=307.2");

        yahoo.http().misbehave(Reply.of(500, ""));
        yahoo.second().misbehave(Reply.of(500, ""));
        yahoo.silence(true);
        assertThat(probe.run(List.of(), lines::add)).isFalse();
        assertThat(String.join("\n", lines)).contains("failed: ", "HTTP 500", "chart of EURUSD=X");
    }
}

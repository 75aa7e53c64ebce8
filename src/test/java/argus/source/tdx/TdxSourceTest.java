package argus.source.tdx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import argus.calendar.Calendars;
import argus.model.Bar;
import argus.model.BarPeriod;
import argus.model.Depth;
import argus.model.Instrument;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Side;
import argus.model.Symbol;
import argus.model.Trade;
import argus.source.MarketHours;
import argus.source.SourceSink;
import argus.source.SourceState;
import argus.source.tdx.FakeTdxServer.Mood;
import argus.source.tdx.link.LinkSettings;
import argus.source.tdx.link.ServerAddress;
import argus.source.tdx.wire.AnswerBodies;
import argus.source.tdx.wire.BarCategory;
import argus.source.tdx.wire.Command;
import argus.source.tdx.wire.ReferenceDecoder.Security;
import argus.source.tdx.wire.TdxBar;
import argus.source.tdx.wire.TdxCode;
import argus.source.tdx.wire.TradeDecoder.TdxTrade;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A source against servers on real sockets. */
@Timeout(60)
class TdxSourceTest {
    private static final Symbol PING_AN = new Symbol("000001.SZ");
    private static final Symbol PUFA = new Symbol("600000.SH");
    private static final Symbol COMPOSITE = new Symbol("000001.SH");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final long CLOCK = 14_042_282;

    private final Sink sink = new Sink();
    private final List<AutoCloseable> open = new ArrayList<>();
    private ScheduledExecutorService timers;
    private FakeTdxServer server;

    /** Keeps what the source said, and lets a test wait for it. */
    private static final class Sink implements SourceSink {
        private final List<MarketEvent> events = new ArrayList<>();
        private final List<String> states = new ArrayList<>();

        @Override
        public synchronized void events(List<MarketEvent> burst) {
            events.addAll(burst);
            notifyAll();
        }

        @Override
        public synchronized void state(SourceState state, String reason) {
            states.add(state + " " + reason);
            notifyAll();
        }

        synchronized <T extends MarketEvent> T await(Class<T> kind, Predicate<T> wanted) throws InterruptedException {
            for (int i = 0; ; i++) {
                while (i == events.size()) {
                    wait();
                }
                var event = events.get(i);
                if (kind.isInstance(event) && wanted.test(kind.cast(event))) {
                    return kind.cast(event);
                }
            }
        }

        synchronized String awaitState(int from, Predicate<String> wanted) throws InterruptedException {
            for (int i = from; ; i++) {
                while (i == states.size()) {
                    wait();
                }
                if (wanted.test(states.get(i))) {
                    return states.get(i);
                }
            }
        }

        synchronized int stateCount() {
            return states.size();
        }

        synchronized <T extends MarketEvent> List<T> all(Class<T> kind) {
            return events.stream().filter(kind::isInstance).map(kind::cast).toList();
        }

        synchronized void forget() {
            events.clear();
        }
    }

    @BeforeEach
    void begin() throws IOException {
        timers = Executors.newScheduledThreadPool(4);
        server = serverWith(1_000);
    }

    @AfterEach
    void end() throws Exception {
        for (var one : open) {
            one.close();
        }
        timers.shutdownNow();
    }

    private FakeTdxServer serverWith(long volume) throws IOException {
        var made = new FakeTdxServer().quotes(code -> AnswerBodies.quote(code, 919, CLOCK, volume));
        open.add(made);
        return made;
    }

    private TdxSource source(int tradeSymbols, int historyBars, FakeTdxServer... servers) {
        var addresses = List.of(servers).stream()
                .map(one -> ServerAddress.of(one.address(), 7709))
                .toList();
        var links = new LinkSettings(
                addresses, 2, 10_000, Duration.ofMillis(300), Duration.ofMillis(200), Duration.ofMinutes(10), 3);
        var settings = new TdxSettings(links, Duration.ofMillis(20), 80, tradeSymbols, historyBars);
        var clock = Clock.systemUTC();
        var source = new TdxSource(settings, new MarketHours(Calendars.packaged(), true, clock), clock, timers);
        open.add(0, source);
        source.start(sink);
        return source;
    }

    @Test
    void aWantedSymbolComesWithStateAndBook() throws Exception {
        source(0, 0, server).demand(Set.of(PUFA));

        var quote = sink.await(Quote.class, one -> true);
        assertThat(quote.symbol()).isEqualTo(PUFA);
        assertThat(quote.source()).isEqualTo("tdx");
        assertThat(quote.time()).isEqualTo(Instant.parse("2026-11-20T06:04:13.692Z"));
        assertThat(quote.last()).isEqualTo("9.19");
        assertThat(quote.prevClose()).isEqualTo("9.09");
        assertThat(quote.volume()).isEqualTo("100000");
        assertThat(quote.bidPrice()).isEqualTo("9.19");
        assertThat(quote.askPrice()).isEqualTo("9.2");
        var depth = sink.await(Depth.class, one -> true);
        assertThat(depth.bids())
                .hasSize(5)
                .first()
                .isEqualTo(new Depth.Level(new BigDecimal("9.19"), BigDecimal.valueOf(1_000)));
        assertThat(depth.asks())
                .hasSize(5)
                .last()
                .isEqualTo(new Depth.Level(new BigDecimal("9.24"), BigDecimal.valueOf(1_400)));
    }

    @Test
    void anIndexHasNoBook() throws Exception {
        source(0, 0, server).demand(Set.of(COMPOSITE));
        var quote = sink.await(Quote.class, one -> true);
        assertThat(quote.bidPrice()).isNull();
        assertThat(sink.all(Depth.class)).isEmpty();
    }

    @Test
    void whatHasNotChangedIsNotToldAgain() throws Exception {
        var volume = new AtomicLong(1_000);
        server.quotes(code -> AnswerBodies.quote(code, 919, CLOCK, volume.get()));
        source(0, 0, server).demand(Set.of(PUFA));
        sink.await(Quote.class, one -> true);
        awaitAsked(Command.QUOTES, 5);
        assertThat(sink.all(Quote.class)).hasSize(1);

        volume.set(1_001);
        sink.await(Quote.class, one -> one.volume().intValueExact() == 100_100);
        assertThat(sink.all(Quote.class)).hasSize(2);
    }

    @Test
    void manySymbolsAreAskedForInBatchesOfEighty() throws Exception {
        var wanted = IntStream.range(600_000, 600_200)
                .mapToObj(code -> new Symbol(code + ".SH"))
                .collect(Collectors.toSet());
        source(0, 0, server.segments(7)).demand(wanted);
        var last = new ArrayList<>(wanted);
        for (var symbol : last) {
            sink.await(Quote.class, one -> one.symbol().equals(symbol));
        }
        assertThat(server.asked())
                .filteredOn(request -> request.command() == Command.QUOTES)
                .allMatch(request -> request.codes().size() <= 80);
    }

    @Test
    void aCodeTheServerDoesNotKnowIsPassedOver() throws Exception {
        server.quotes(code -> code.digits().equals("600999")
                ? AnswerBodies.nothing(new TdxCode(1, "600839"))
                : AnswerBodies.quote(code, 919, CLOCK, 1));
        source(0, 0, server).demand(Set.of(PUFA, new Symbol("600999.SH")));
        sink.await(Quote.class, one -> one.symbol().equals(PUFA));
        awaitAsked(Command.QUOTES, 3);
        assertThat(sink.all(Quote.class)).extracting(Quote::symbol).containsOnly(PUFA);
    }

    @Test
    void instrumentsAreKnownWhenTheListHasCome() throws Exception {
        var rows = List.of(
                security(1, "600000", 100, "浦发银行", 2),
                security(1, "510050", 100, "50ETF", 3),
                security(1, "000001", 100, "上证指数", 2),
                security(1, "900901", 100, "云赛Ｂ股", 3),
                security(1, "113050", 10, "南银转债", 4));
        var asked = new CompletableFuture<Void>();
        server.answer(Command.COUNT, request -> {
            asked.join();
            return new byte[] {(byte) (request.u16(0) == 1 ? 5 : 0), 0};
        });
        server.answer(
                Command.LIST,
                request -> AnswerBodies.list(
                        request.u16(0) == 1
                                ? rows.subList(request.u16(2), Math.min(5, request.u16(2) + 3))
                                : List.of()));
        var source = source(0, 0, server);
        assertThat(source.serves(new Symbol("600001.SH")))
                .as("nobody knows yet")
                .isTrue();
        asked.complete(null);
        sink.awaitState(0, state -> state.contains("4 instruments"));

        assertThat(source.instruments())
                .extracting(
                        one -> one.symbol().text(),
                        Instrument::name,
                        Instrument::type,
                        one -> one.tick().toPlainString(),
                        Instrument::currency)
                .containsExactlyInAnyOrder(
                        tuple("600000.SH", "浦发银行", Instrument.Type.STOCK, "0.01", "CNY"),
                        tuple("510050.SH", "50ETF", Instrument.Type.FUND, "0.001", "CNY"),
                        tuple("000001.SH", "上证指数", Instrument.Type.INDEX, "0.01", "CNY"),
                        tuple("900901.SH", "云赛Ｂ股", Instrument.Type.STOCK, "0.001", "USD"));
        assertThat(source.serves(new Symbol("600001.SH"))).isFalse();
        assertThat(source.serves(new Symbol("000001.SZ"))).isTrue(); // the list of its market is empty
        assertThat(source.serves(new Symbol("920002.BJ"))).isTrue();
        assertThat(source.serves(new Symbol("AAPL.US"))).isFalse();
        source.demand(Set.of(new Symbol("510050.SH")));
        assertThat(sink.await(Quote.class, one -> true).last()).isEqualTo("0.919");
    }

    @Test
    void tradesComeOnceAndBeforeTheStateTheyLedTo() throws Exception {
        var trades = new ArrayList<>(List.of(trade(570, 918, 5), trade(570, 919, 5), trade(571, 919, 990)));
        var volume = new AtomicLong(1_000);
        server.quotes(code -> AnswerBodies.quote(code, 919, CLOCK, volume.get()));
        server.answer(Command.TRADES_TODAY, request -> AnswerBodies.trades(trades));
        source(1, 0, server).demand(Set.of(PUFA));
        sink.await(Quote.class, one -> true);
        assertThat(sink.all(Trade.class))
                .extracting(Trade::id)
                .containsExactly("2026-11-20-09:30-1", "2026-11-20-09:30-2", "2026-11-20-09:31-1");
        assertThat(sink.all(Trade.class)).first().satisfies(trade -> {
            assertThat(trade.price()).isEqualTo("9.18");
            assertThat(trade.volume()).isEqualTo("500");
            assertThat(trade.side()).isEqualTo(Side.BUY);
            assertThat(trade.time()).isEqualTo(Instant.parse("2026-11-20T01:30:00Z"));
        });

        sink.forget();
        server.answer(Command.TRADES_TODAY, request -> AnswerBodies.trades(append(trades, trade(571, 920, 7))));
        volume.set(1_007);
        sink.await(Quote.class, one -> one.volume().intValueExact() == 100_700);
        assertThat(sink.all(Trade.class)).extracting(Trade::id).containsExactly("2026-11-20-09:31-2");
        assertThat(sink.all(MarketEvent.class)).first().isInstanceOf(Trade.class);
    }

    @Test
    void aStateComesAlsoWhereTheServerHasNoTrades() throws Exception {
        server.answer(Command.TRADES_TODAY, request -> new byte[] {9, 0, 1});
        source(1, 0, server).demand(Set.of(PUFA));
        sink.await(Quote.class, one -> true);
        assertThat(sink.all(Trade.class)).isEmpty();
    }

    @Test
    void pastBarsComeWhenASymbolIsWanted() throws Exception {
        var day = new TdxBar(
                TODAY.minusDays(1),
                null,
                9_000,
                9_100,
                8_900,
                9_050,
                BigDecimal.valueOf(1_000),
                BigDecimal.valueOf(9_020),
                null);
        var minute = new TdxBar(
                TODAY,
                LocalTime.of(9, 31),
                9_000,
                9_100,
                8_900,
                9_050,
                BigDecimal.valueOf(1_000),
                BigDecimal.valueOf(902_000),
                null);
        server.answer(
                Command.BARS,
                request -> request.u16(8) == BarCategory.DAY.wire()
                        ? AnswerBodies.bars(BarCategory.DAY, List.of(day))
                        : AnswerBodies.bars(BarCategory.M1, List.of(minute)));
        source(0, 240, server).demand(Set.of(PUFA));

        var daily = sink.await(Bar.class, bar -> bar.period() == BarPeriod.D1);
        assertThat(daily.time()).isEqualTo(Instant.parse("2026-11-18T16:00:00Z"));
        assertThat(daily.close()).isEqualTo("9.05");
        assertThat(daily.volume()).isEqualTo("1000");
        var first = sink.await(Bar.class, bar -> bar.period() == BarPeriod.M1);
        assertThat(first.time()).isEqualTo(Instant.parse("2026-11-20T01:30:00Z"));
        assertThat(first.volume()).isEqualTo("100000"); // it was told in lots
    }

    @Test
    void aServerWithAStubInPlaceOfBarsIsNotAskedForAnyAgain() throws Exception {
        server.answer(Command.BARS, request -> new byte[] {0x20, 0x03});
        source(0, 240, server).demand(Set.of(PUFA, PING_AN));
        sink.await(Quote.class, one -> one.symbol().equals(PING_AN));
        awaitAsked(Command.QUOTES, 10);
        assertThat(server.asked(Command.BARS)).isBetween(1L, 2L); // one for each connection
        assertThat(sink.all(Bar.class)).isEmpty();
    }

    @Test
    void anotherCommandIsTriedWhereTheUsualOneGivesNothing() throws Exception {
        server.unlearn(Command.QUOTES);
        server.answer(Command.QUOTES_VEILED, request -> new byte[] {(byte) 0x93, (byte) 0x93});
        source(0, 0, server).demand(Set.of(PUFA));
        assertThat(sink.await(Depth.class, one -> true).bids()).hasSize(1);
    }

    @Test
    void oneCodeAtATimeIsAskedForWhereNothingElseWorks() throws Exception {
        for (var command : List.of(Command.QUOTES, Command.QUOTES_VEILED, Command.QUOTES_TOP)) {
            server.answer(command, request -> new byte[0]);
        }
        server.answer(
                Command.QUOTE_SINGLE,
                request -> AnswerBodies.quotes(
                        Command.QUOTE_SINGLE, List.of(AnswerBodies.quote(request.single(), 919, CLOCK, 1_000))));
        source(0, 0, server).demand(Set.of(PUFA, PING_AN));
        sink.await(Quote.class, one -> one.symbol().equals(PUFA));
        sink.await(Quote.class, one -> one.symbol().equals(PING_AN));
        assertThat(sink.all(Depth.class)).isEmpty();
    }

    @Test
    void aCutConnectionIsToldAndMended() throws Exception {
        goesOnAfter(() -> {
            server.mood(Mood.CUTTING);
            return "ended";
        });
    }

    @Test
    void silenceIsToldAndMended() throws Exception {
        goesOnAfter(() -> {
            server.mood(Mood.SILENT);
            return "no answer within 300 ms";
        });
    }

    @Test
    void garbageIsToldAndMended() throws Exception {
        goesOnAfter(() -> {
            server.mood(Mood.GARBAGE);
            return "not the beginning of an answer";
        });
    }

    @Test
    void anAnswerToAnotherQuestionEndsTheConnection() throws Exception {
        goesOnAfter(() -> {
            server.mood(Mood.CONFUSED);
            return "instead of";
        });
    }

    @Test
    void anotherCommandIsUsedWhenBodiesCannotBeRead() throws Exception {
        source(0, 0, server).demand(Set.of(PUFA));
        sink.await(Quote.class, one -> true);
        server.quotes(code -> AnswerBodies.quote(code, 1_234, CLOCK, 2_000));
        server.answer(Command.QUOTES, request -> new byte[] {0, 0, 80, 0, 1, 2, 3});
        sink.await(Quote.class, one -> one.last().toString().equals("12.34"));
        assertThat(server.asked(Command.QUOTES_VEILED)).isPositive();
    }

    private interface Trouble {
        String make();
    }

    private void goesOnAfter(Trouble trouble) throws Exception {
        source(0, 0, server).demand(Set.of(PUFA));
        sink.await(Quote.class, one -> true);
        sink.awaitState(0, state -> state.startsWith("UP"));
        int before = sink.stateCount();
        var reason = trouble.make();
        sink.awaitState(before, state -> state.startsWith("CONNECTING") && state.contains(reason));

        server.mood(Mood.GOOD).quotes(code -> AnswerBodies.quote(code, 1_234, CLOCK, 2_000));
        sink.await(Quote.class, one -> one.last().toString().equals("12.34"));
        sink.awaitState(before, state -> state.startsWith("UP"));
    }

    @Test
    void anotherServerTakesOverAndTheSourceIsDownWhenNoneIsLeft() throws Exception {
        var second = serverWith(2_000);
        source(0, 0, server, second).demand(Set.of(PUFA));
        sink.await(Quote.class, one -> true);
        server.close();
        sink.await(Quote.class, one -> one.volume().intValueExact() == 200_000);
        second.close();
        int before = sink.stateCount();
        sink.awaitState(before - 1, state -> state.startsWith("DOWN"));
    }

    @Test
    void withoutAServerItIsDownAtOnce() {
        source(0, 0);
        assertThat(sink.states).containsExactly("DOWN there is no server: set argus.datasource.tdx-servers");
    }

    @Test
    void aConnectionWithoutTrafficIsKeptAlive() throws Exception {
        source(0, 0, server);
        awaitAsked(Command.HEARTBEAT, 3);
    }

    @Test
    void whatIsNotWantedIsNotAskedFor() throws Exception {
        var source = source(0, 0, server);
        source.demand(Set.of(PUFA));
        sink.await(Quote.class, one -> true);
        source.demand(Set.of());
        awaitAsked(Command.HEARTBEAT, 1);
        long asked = server.asked(Command.QUOTES);
        awaitAsked(Command.HEARTBEAT, 3);
        assertThat(server.asked(Command.QUOTES)).isEqualTo(asked);
    }

    private void awaitAsked(Command command, long more) throws InterruptedException {
        long until = server.asked(command) + more;
        while (server.asked(command) < until) {
            Thread.onSpinWait();
        }
    }

    private static Security security(int market, String digits, int lot, String name, int decimals) {
        return new Security(new TdxCode(market, digits), lot, name, decimals, BigDecimal.ONE, "");
    }

    private static TdxTrade trade(int minute, long price, long volume) {
        return new TdxTrade(LocalTime.ofSecondOfDay(minute * 60L), price, volume, 1, 0, 0);
    }

    private static List<TdxTrade> append(List<TdxTrade> trades, TdxTrade more) {
        var all = new ArrayList<>(trades);
        all.add(more);
        return all;
    }
}

package argus.source.qmt;

import static org.assertj.core.api.Assertions.assertThat;

import argus.calendar.Calendars;
import argus.model.Bar;
import argus.model.BarPeriod;
import argus.model.Depth;
import argus.model.Quote;
import argus.model.Symbol;
import argus.source.ManualExecutor;
import argus.source.MarketHours;
import argus.source.RecordingSink;
import argus.source.SourceState;
import argus.source.qmt.link.BridgeRefusal;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QmtSourceTest {
    /** Monday, 10:00 in Shanghai. */
    private static final Instant OPEN = Instant.parse("2026-03-02T02:00:00Z");

    private static final Symbol PING_AN = new Symbol("000001.SZ");
    private static final Symbol PU_FA = new Symbol("600000.SH");
    private static final String FULL_TICK = "/api/full_tick";
    private static final String STATUS = "/api/meta/connection_status";

    private final ManualExecutor executor = new ManualExecutor(OPEN);
    private final RecordingSink sink = new RecordingSink();
    private final ScriptedLink link = new ScriptedLink();
    private QmtSource source = source("auto", 0);
    private int price = 1000;

    QmtSourceTest() {
        link.answer("/api/meta/health", "{\"status\":\"ok\"}");
        link.answer(STATUS, "{\"connected\":true}");
        link.answers.put(FULL_TICK, query -> CompletableFuture.completedFuture("{\"data\":" + ticks(query) + "}"));
    }

    @Test
    void aBridgeThatAnswersIsUpBeforeAnythingIsWanted() {
        source.start(sink);
        executor.runTasks();
        assertThat(sink.states).containsExactly(SourceState.CONNECTING, SourceState.UP);
        assertThat(link.sockets).isEmpty();
        assertThat(source.name()).isEqualTo("qmt");
        assertThat(source.instruments()).isEmpty();
        assertThat(source.serves(PU_FA)).isTrue();
        assertThat(source.serves(new Symbol("AAPL.US"))).isFalse();
    }

    @Test
    void aWantedSymbolIsAskedForOnceAndThenPushed() {
        started(PING_AN);
        assertThat(link.asked("/api/full_tick?stocks=000001.SZ")).isEqualTo(2); // one of them to find the dialect
        assertThat(sink.events()).hasSize(2);
        assertThat(link.last().path).isEqualTo("/ws/realtime");
        assertThat(link.last().request).isEqualTo("{\"stocks\":[\"000001.SZ\"],\"period\":\"tick\"}");
        link.last().push("{\"000001.SZ\":[" + tick(executor.clock().instant()) + "]}");
        assertThat(sink.events(Quote.class)).hasSize(2);
        assertThat(sink.events(Depth.class)).extracting(Depth::sequence).containsExactly(1L, 2L);
        run(Duration.ofSeconds(20));
        assertThat(link.asked(FULL_TICK)).isEqualTo(2);
        assertThat(sink.states).last().isEqualTo(SourceState.UP);
    }

    @Test
    void manySymbolsComeByWholeQuote() {
        started(many(51));
        assertThat(link.last().path).isEqualTo("/ws/whole_quote");
        assertThat(link.last().request).startsWith("{\"codes\":[\"600000.SH\",").endsWith("\"600050.SH\"]}");
        link.last().push("{\"600050.SH\":" + tick(executor.clock().instant().plusSeconds(1)) + "}");
        assertThat(sink.events(Quote.class)).last().extracting(Quote::symbol).isEqualTo(new Symbol("600050.SH"));
    }

    @Test
    void noRequestHasMoreCodesThanAgreed() {
        started(many(250));
        var batches = link.asked.stream()
                .filter(path -> path.startsWith(FULL_TICK))
                .map(path -> path.split(",").length)
                .toList();
        assertThat(batches).containsExactly(1, 100, 100, 50);
        assertThat(sink.events(Quote.class)).hasSize(250);
    }

    @Test
    void anotherSetIsAnotherConnectionThatIsOpenBeforeTheFirstIsClosed() {
        started(PING_AN);
        var first = link.last();
        link.holdsSockets = true;
        executor.advance(Duration.ofSeconds(2));
        want(PING_AN, PU_FA);
        var second = link.last();
        assertThat(second).isNotSameAs(first);
        assertThat(second.request).contains("000001.SZ", "600000.SH");
        assertThat(first.closed).isFalse();
        second.opened.complete(second);
        assertThat(first.closed).isFalse();
        first.push("{\"000001.SZ\":" + tick(executor.clock().instant()) + "}");
        assertThat(sink.events(Quote.class)).hasSize(3);
        second.push("{\"600000.SH\":" + tick(executor.clock().instant().plusSeconds(1)) + "}");
        assertThat(first.closed).isTrue();
        first.push("{\"000001.SZ\":" + tick(executor.clock().instant().plusSeconds(2)) + "}");
        assertThat(sink.events(Quote.class)).hasSize(4);
        assertThat(sink.states).doesNotContain(SourceState.DOWN, SourceState.STALE);
    }

    @Test
    void aConnectionThatStaysQuietTakesOverAllTheSame() {
        started(PING_AN);
        var first = link.last();
        run(Duration.ofSeconds(2));
        want(PING_AN, PU_FA);
        assertThat(link.open()).containsExactly(first, link.last());
        run(Duration.ofSeconds(6));
        assertThat(link.open()).containsExactly(link.last());
    }

    @Test
    void aSmallerSetKeepsItsConnectionUntilItIsMuchSmaller() {
        started(many(200));
        run(Duration.ofSeconds(2));
        want(many(150));
        assertThat(link.sockets).hasSize(1);
        want(many(60));
        assertThat(link.sockets).hasSize(2);
        run(Duration.ofSeconds(6));
        want();
        assertThat(link.open()).isEmpty();
    }

    @Test
    void oldAndRepeatedTicksAreNotToldAgain() {
        started(PING_AN);
        var now = executor.clock().instant();
        var newest = "{\"000001.SZ\":" + tick(now.plusSeconds(3)) + "}";
        link.last().push(newest);
        link.last().push(newest);
        link.last().push("{\"000001.SZ\":" + tick(now.minusSeconds(3)) + "}");
        link.last().push("{\"IF2603.IF\":" + tick(now.plusSeconds(4)) + ",\"600000.SH\":" + tick(now) + "}");
        assertThat(sink.events(Quote.class)).hasSize(2);
    }

    @Test
    void aSymbolThatIsWantedAgainIsToldAgain() {
        link.answer(FULL_TICK, "{\"data\":{\"000001.SZ\":" + tick(OPEN) + "}}");
        started(PING_AN);
        want();
        want(PING_AN);
        assertThat(sink.events(Quote.class)).hasSize(2);
    }

    @Test
    void whileTheSocketIsDownTicksArePolled() {
        started(PING_AN);
        sink.forget();
        link.opensSockets = false;
        link.last().cut();
        run(Duration.ofSeconds(10));
        assertThat(sink.events(Quote.class)).hasSizeBetween(3, 4);
        assertThat(sink.states).containsExactly(SourceState.UP);
        assertThat(sink.reasons).containsExactly("ticks are polled");
        link.opensSockets = true;
        runUntil(() -> link.open().size() == 1);
        assertThat(sink.reasons).last().isEqualTo("ticks are pushed");
        long asked = link.asked(FULL_TICK);
        run(Duration.ofSeconds(9));
        assertThat(link.asked(FULL_TICK)).isEqualTo(asked);
    }

    @Test
    void aBridgeThatIsGoneIsDownAndComesBack() {
        started(PING_AN);
        sink.forget();
        link.opensSockets = false;
        link.fail(FULL_TICK, new ConnectException());
        link.fail(STATUS, new ConnectException());
        link.last().cut();
        run(Duration.ofMinutes(2));
        assertThat(sink.states).containsExactly(SourceState.DOWN);
        assertThat(sink.reasons).containsExactly("nobody answers at the address of the bridge");
        assertThat(link.sockets).as("it is left alone for longer and longer").hasSizeBetween(5, 12);
        link.opensSockets = true;
        link.answers.put(FULL_TICK, query -> CompletableFuture.completedFuture(ticks(query)));
        link.answer(STATUS, "{\"connected\":true}");
        runUntil(() -> link.open().size() == 1);
        assertThat(sink.states).last().isEqualTo(SourceState.UP);
        runUntil(() -> !sink.events(Quote.class).isEmpty());
    }

    @Test
    void aSocketThatSaysNothingWhileTheMarketIsBusyIsDead() {
        started(PING_AN);
        link.answer(FULL_TICK, "{\"data\":{}}");
        sink.forget();
        var first = link.last();
        run(Duration.ofSeconds(29));
        assertThat(first.closed).isFalse();
        run(Duration.ofSeconds(2));
        assertThat(first.closed).isTrue();
        assertThat(sink.states).containsExactly(SourceState.STALE);
        assertThat(link.asked(STATUS)).isEqualTo(1);
        run(Duration.ofSeconds(3));
        assertThat(link.open()).hasSize(1);
        assertThat(sink.states).as("being open proves nothing").containsExactly(SourceState.STALE);
        link.last().push("{\"000001.SZ\":" + tick(executor.clock().instant()) + "}");
        assertThat(sink.states).containsExactly(SourceState.STALE, SourceState.UP);
    }

    @Test
    void silenceIsRightWhileTheMarketIsClosed() {
        executor.jump(Duration.ofHours(10));
        started(PING_AN);
        run(Duration.ofMinutes(3));
        assertThat(link.sockets).hasSize(1);
        assertThat(sink.states).last().isEqualTo(SourceState.UP);
    }

    @Test
    void silenceIsCountedFromTheEndOfTheBreak() {
        executor.jump(Duration.ofHours(3).minusSeconds(40)); // 12:59:20
        started(PING_AN);
        run(Duration.ofSeconds(60));
        assertThat(link.sockets).hasSize(1);
        run(Duration.ofSeconds(15));
        assertThat(link.sockets).hasSize(2);
    }

    @Test
    void aBridgeWithoutItsClientIsDown() {
        started(PING_AN);
        sink.forget();
        link.answer(STATUS, "{\"connected\":false}");
        link.fail(FULL_TICK, new BridgeRefusal(503, "xtquant is not connected"));
        run(Duration.ofSeconds(50));
        assertThat(sink.states).containsExactly(SourceState.STALE, SourceState.DOWN);
        assertThat(sink.reasons).last().isEqualTo("the bridge answers, but its QMT client is not connected");
        link.answer(STATUS, "{\"connected\":true}");
        link.answers.put(FULL_TICK, query -> CompletableFuture.completedFuture(ticks(query)));
        run(Duration.ofSeconds(60));
        assertThat(sink.states).last().isEqualTo(SourceState.UP);
    }

    @Test
    void framesThatCannotBeReadAreCountedAndNotFollowedForLong() {
        started(PING_AN);
        var socket = link.last();
        socket.push("{\"000001.SZ\":{\"lastPrice\":1}}");
        socket.push("garbage");
        socket.push("{\"type\":\"pong\"}");
        assertThat(source.unreadable()).isEqualTo(2);
        socket.push("garbage");
        socket.push("garbage");
        assertThat(socket.closed).isFalse();
        socket.push("garbage");
        assertThat(socket.closed).isTrue();
        sink.forget();
        run(Duration.ofSeconds(5));
        assertThat(link.open()).hasSize(1).doesNotContain(socket);
        assertThat(sink.states).doesNotContain(SourceState.DOWN);
    }

    @Test
    void garbageInPlaceOfTicksIsDown() {
        source = source("argus", 0);
        link.answers.put(
                "/api/v1/latest_market_data",
                query -> CompletableFuture.completedFuture("{\"success\":true,\"data\":" + ticks(query) + "}"));
        started(PING_AN);
        assertThat(sink.states).last().isEqualTo(SourceState.UP);
        link.answer("/api/v1/latest_market_data", "<html>");
        run(Duration.ofSeconds(10));
        assertThat(sink.states).last().isEqualTo(SourceState.DOWN);
        assertThat(source.unreadable()).isPositive();
    }

    @Test
    void theHttpOfArgusIsPolledAndHasNoSocket() {
        link.answers.remove(FULL_TICK);
        link.answers.remove("/api/meta/health");
        link.answers.put(
                "/api/v1/latest_market_data",
                query -> CompletableFuture.completedFuture("{\"success\":true,\"data\":" + ticks(query) + "}"));
        started(PING_AN);
        run(Duration.ofSeconds(10));
        assertThat(sink.reasons).last().isEqualTo("ticks are polled");
        assertThat(sink.events(Quote.class)).hasSizeBetween(4, 5);
        assertThat(link.sockets).isEmpty();
        assertThat(link.asked(STATUS)).isZero();
    }

    @Test
    void aClosedMarketIsPolledOnce() {
        executor.jump(Duration.ofHours(10));
        link.opensSockets = false;
        started(PING_AN);
        run(Duration.ofSeconds(30));
        assertThat(sink.events(Quote.class)).hasSizeBetween(1, 2);
    }

    @Test
    void theOtherNamesOfTheFamilyAreFound() {
        link.answers.put("/api/market/snapshot", link.answers.remove(FULL_TICK));
        link.answer("/api/market/full_tick", "{\"status\":\"unsupported\"}");
        started(PING_AN);
        assertThat(sink.events(Quote.class)).hasSize(1);
        assertThat(link.open()).hasSize(1);
    }

    @Test
    void aRefusedKeyIsSaid() {
        link.answers.keySet().forEach(path -> link.fail(path, new BridgeRefusal(401, "Invalid or missing API key")));
        started(PING_AN);
        assertThat(sink.states).containsExactly(SourceState.CONNECTING, SourceState.DOWN);
        assertThat(sink.reasons).last().isEqualTo("the bridge refuses the key (401): Invalid or missing API key");
        link.answer("/api/meta/health", "{\"status\":\"ok\"}");
        link.answer(STATUS, "{\"connected\":true}");
        link.answers.put(FULL_TICK, query -> CompletableFuture.completedFuture(ticks(query)));
        run(Duration.ofSeconds(5));
        assertThat(sink.states).last().isEqualTo(SourceState.UP);
        assertThat(sink.events(Quote.class)).hasSize(1);
    }

    @Test
    void aServerThatIsNoBridgeIsDown() {
        link.answers.clear();
        started(PING_AN);
        assertThat(sink.states).last().isEqualTo(SourceState.DOWN);
        assertThat(sink.reasons).last().asString().contains("no dialect");
    }

    @Test
    void anotherBridgeAtTheSameAddressIsLookedAtAnew() {
        started(PING_AN);
        link.answers.put("/api/market/full_tick", link.answers.remove(FULL_TICK));
        link.last().cut();
        run(Duration.ofSeconds(10));
        assertThat(link.asked("/api/market/full_tick")).isGreaterThan(1);
        assertThat(link.open()).hasSize(1);
        assertThat(sink.states).last().isEqualTo(SourceState.UP);
    }

    @Test
    void thePastOfASymbolIsToldOnceWhenItIsWanted() {
        source = source("qmt-bridge", 240);
        link.answers.put(
                "/api/market/history_ex",
                query -> CompletableFuture.completedFuture(
                        query.contains("period=1m")
                                ? "{\"data\":{\"000001.SZ\":[" + bar("20260302095900") + "," + bar("20260302100100")
                                        + "]}}"
                                : "{\"data\":{\"000001.SZ\":[" + bar("20260227") + "," + bar("20260302") + "]}}"));
        started(PING_AN);
        run(Duration.ofSeconds(2));
        assertThat(sink.events(Bar.class))
                .extracting(bar -> bar.period().wire() + " " + bar.time())
                .containsExactlyInAnyOrder("1m 2026-03-02T01:58:00Z", "1d 2026-02-26T16:00:00Z");
        run(Duration.ofSeconds(20));
        assertThat(link.asked("/api/market/market_data_ex")).isEqualTo(1);
        assertThat(link.asked("/api/market/history_ex")).isEqualTo(2);
    }

    @Test
    void aPastThatIsMissingIsNoFault() {
        source = source("qmt-bridge", 240);
        link.answer("/api/market/market_data_ex", "garbage");
        started(PING_AN);
        run(Duration.ofSeconds(2));
        link.fail("/api/market/market_data_ex", new BridgeRefusal(503, "later"));
        want(PING_AN, PU_FA);
        run(Duration.ofSeconds(2));
        link.answers.remove("/api/market/market_data_ex");
        want(many(60));
        run(Duration.ofSeconds(5));
        assertThat(sink.events(Bar.class)).isEmpty();
        assertThat(sink.states).last().isEqualTo(SourceState.UP);
    }

    @Test
    void thePastIsAskedForAgainAfterFailures() {
        source = source("qmt-bridge", 240);
        link.fail("/api/market/market_data_ex", new ConnectException());
        started(PING_AN);
        run(Duration.ofSeconds(5));
        link.fail("/api/market/market_data_ex", new BridgeRefusal(503, "later"));
        run(Duration.ofSeconds(20));
        link.answer("/api/market/market_data_ex", "garbage");
        run(Duration.ofMinutes(2));
        assertThat(sink.events(Bar.class)).isEmpty();
        assertThat(link.asked("/api/market/market_data_ex")).isLessThan(30);
        link.answer("/api/market/market_data_ex", "{\"data\":{\"000001.SZ\":[" + bar("20260227") + "]}}");
        runUntil(() -> sink.events(Bar.class).stream().anyMatch(bar -> bar.period() == BarPeriod.D1));
    }

    @Test
    void thePastIsAskedForInEveryWayWhenAnotherBridgeIsThere() {
        source = source("qmt-bridge", 240);
        started(PING_AN);
        run(Duration.ofSeconds(5));
        assertThat(link.asked("/api/market/market_data_ex")).isEqualTo(1);
        assertThat(link.asked("/api/market/history_ex")).isEqualTo(1);
        link.answer("/api/market/market_data_ex", "{\"data\":{\"000001.SZ\":[" + bar("20260227") + "]}}");
        link.answers.put("/api/market/full_tick", link.answers.remove(FULL_TICK));
        link.last().cut();
        run(Duration.ofSeconds(10));
        assertThat(sink.events(Bar.class)).isNotEmpty();
    }

    @Test
    void whatIsWantedNoMoreIsNotAskedForAgain() {
        source = source("qmt-bridge", 240);
        link.fail("/api/market/market_data_ex", new BridgeRefusal(503, "later"));
        started(PING_AN, PU_FA);
        want(PU_FA);
        link.asked.clear();
        run(Duration.ofSeconds(20));
        assertThat(link.asked).anyMatch(path -> path.startsWith("/api/market/market_data_ex"));
        assertThat(link.asked)
                .noneMatch(path -> path.startsWith("/api/market/market_data_ex") && path.contains("000001.SZ"));
    }

    @Test
    void aRequestWithoutAnEndIsMadeAgain() {
        link.answers.put(FULL_TICK, query -> new CompletableFuture<>());
        started(PING_AN);
        run(Duration.ofSeconds(70));
        assertThat(sink.states).last().isEqualTo(SourceState.DOWN);
        assertThat(sink.reasons).last().isEqualTo("no answer for 60 s");
        link.answers.put(FULL_TICK, query -> CompletableFuture.completedFuture("{\"data\":" + ticks(query) + "}"));
        runUntil(() -> !sink.events(Quote.class).isEmpty());
        link.last().cut();
        link.opensSockets = false;
        link.answers.put(FULL_TICK, query -> new CompletableFuture<>());
        run(Duration.ofSeconds(90));
        assertThat(sink.states).last().isEqualTo(SourceState.DOWN);
        link.answers.put(FULL_TICK, query -> CompletableFuture.completedFuture("{\"data\":" + ticks(query) + "}"));
        sink.forget();
        runUntil(() -> sink.states.contains(SourceState.UP));
    }

    @Test
    void aRequestThatCannotBeginIsMadeAgain() {
        link.answers.put(FULL_TICK, query -> {
            throw new RejectedExecutionException("no thread");
        });
        started(PING_AN);
        run(Duration.ofSeconds(5));
        assertThat(sink.states).last().isEqualTo(SourceState.DOWN);
        link.answers.put(FULL_TICK, query -> CompletableFuture.completedFuture("{\"data\":" + ticks(query) + "}"));
        runUntil(() -> !sink.events(Quote.class).isEmpty());
    }

    @Test
    void aSocketThatNeverOpensIsOpenedAgain() {
        link.holdsSockets = true;
        started(PING_AN);
        var held = link.last();
        run(Duration.ofSeconds(20));
        assertThat(link.sockets).hasSize(1);
        link.holdsSockets = false;
        runUntil(() -> link.sockets.size() > 1);
        assertThat(link.open()).hasSize(1);
        held.opened.complete(held);
        assertThat(held.closed).isTrue();
    }

    @Test
    void aSocketThatCannotBeginIsOpenedAgain() {
        link.throwsSockets = true;
        started(PING_AN);
        run(Duration.ofSeconds(5));
        assertThat(sink.reasons).last().isEqualTo("ticks are polled");
        link.throwsSockets = false;
        runUntil(() -> link.open().size() == 1);
    }

    @Test
    void neverMoreIsAskedInASecondThanTheQuotaAllows() {
        source = source("qmt-bridge", 240);
        var times = new ArrayList<Instant>();
        link.heard = path -> times.add(executor.clock().instant());
        link.opensSockets = false;
        link.answer("/api/market/market_data_ex", "{\"data\":{}}");
        started(many(900));
        run(Duration.ofSeconds(20));
        assertThat(times).hasSizeGreaterThan(90);
        for (int i = 20; i < times.size(); i++) {
            assertThat(times.get(i)).isAfterOrEqualTo(times.get(i - 20).plusSeconds(1));
        }
    }

    @Test
    void afterTheEndNothingIsTold() {
        started(PING_AN);
        var socket = link.last();
        source.close();
        source.close();
        assertThat(sink.states).last().isEqualTo(SourceState.STOPPED);
        assertThat(socket.closed).isTrue();
        assertThat(executor.hasTimer()).isFalse();
        sink.forget();
        socket.push("{\"000001.SZ\":" + tick(executor.clock().instant()) + "}");
        socket.cut();
        executor.runTasks();
        assertThat(sink.events()).isEmpty();
        assertThat(sink.states).isEmpty();
    }

    private QmtSource source(String flavor, int bars) {
        var settings = new QmtSettings(
                "localhost",
                8000,
                Optional.empty(),
                Optional.empty(),
                flavor,
                Duration.ofSeconds(3),
                100,
                Duration.ofSeconds(30),
                bars,
                Duration.ofSeconds(1),
                3);
        return new QmtSource(
                settings,
                new MarketHours(Calendars.packaged(), false, executor.clock()),
                executor.clock(),
                executor,
                link);
    }

    private void started(Symbol... wanted) {
        source.start(sink);
        want(wanted);
        run(Duration.ofMillis(400));
    }

    private void want(Symbol... wanted) {
        source.demand(Set.of(wanted));
        executor.runTasks();
    }

    private void runUntil(BooleanSupplier reached) {
        for (int steps = 0; steps < 1000 && !reached.getAsBoolean(); steps++) {
            executor.jump(Duration.ofMillis(200));
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    private void run(Duration time) {
        for (long passed = 0; passed < time.toMillis(); passed += 200) {
            executor.jump(Duration.ofMillis(200));
        }
    }

    private static Symbol[] many(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> new Symbol("%06d.SH".formatted(600_000 + n)))
                .toArray(Symbol[]::new);
    }

    /** A map of ticks of now for the codes of a query, each with another price than before. */
    private String ticks(String query) {
        return Arrays.stream(query.substring(query.indexOf('=') + 1).split(","))
                .map(code -> '"' + code + "\":" + tick(executor.clock().instant()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String tick(Instant time) {
        return """
                {"time":%d,"lastPrice":%d.5,"lastClose":999.5,"volume":10,"pvolume":1000,"openInt":13,
                 "askPrice":[%d.6],"askVol":[1],"bidPrice":[%d.4],"bidVol":[2]}"""
                .formatted(time.toEpochMilli(), ++price, price, price);
    }

    private static String bar(String index) {
        return "{\"index\":\"%s\",\"open\":1,\"high\":2,\"low\":1,\"close\":2,\"volume\":3}".formatted(index);
    }
}

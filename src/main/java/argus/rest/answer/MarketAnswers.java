package argus.rest.answer;

import argus.feed.MarketNews;
import argus.feed.MarketPipeline;
import argus.market.LastValueCache;
import argus.market.SymbolMarket;
import argus.model.BarPeriod;
import argus.model.DataType;
import argus.model.MarketEvent;
import argus.model.Symbol;
import argus.protocol.ErrorCode;
import argus.protocol.ImageWriter;
import argus.protocol.json.JsonOut;
import argus.rest.problem.Problem;
import argus.rest.problem.ProblemException;
import argus.session.SymbolResolver;
import argus.source.MarketHours;
import argus.topic.Topic;
import argus.topic.Update;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers questions about the market. The futures fail with a {@link ProblemException}. Thread-safe. */
public final class MarketAnswers {
    private static final int SUGGESTIONS = 5;
    private static final long FEED_SECONDS = 5;

    private final MarketPipeline pipeline;
    private final LastValueCache cache;
    private final FirstValue first;
    private final SymbolResolver symbols;
    private final ImageWriter images;
    private final MarketHours hours;
    private final Duration staleAfter;
    private final Clock clock;

    /** @param staleAfter age at which a value is marked as stale */
    public MarketAnswers(
            MarketPipeline pipeline,
            FirstValue first,
            SymbolResolver symbols,
            ImageWriter images,
            MarketHours hours,
            Duration staleAfter,
            Clock clock) {
        this.pipeline = pipeline;
        this.cache = pipeline.cache();
        this.first = first;
        this.symbols = symbols;
        this.images = images;
        this.hours = hours;
        this.staleAfter = staleAfter;
        this.clock = clock;
    }

    /** What a shard told about a symbol at one moment. */
    private record Rows(@Nullable Update latest, List<? extends MarketEvent> rows) {}

    /** The quotes of symbols in the order asked for, and what was wrong with the others. */
    public CompletableFuture<String> quotes(List<String> spellings) {
        var topics = new LinkedHashMap<String, @Nullable Topic>();
        for (var spelling : spellings) {
            topics.put(
                    spelling,
                    symbols.resolve(spelling)
                            .map(symbol -> Topic.of(DataType.QUOTE, symbol))
                            .orElse(null));
        }
        return first.all(topics.values().stream()
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList())
                .thenApply(values -> quotes(topics, values));
    }

    /** The order book down to so many levels. */
    public CompletableFuture<String> depth(String spelling, int levels) {
        var topic = Topic.depth(symbol(spelling), levels);
        pipeline.activate(topic);
        return first.all(List.of(topic)).thenApply(values -> {
            var text = new StringBuilder();
            var out = head(text, topic.symbol());
            update(out, known(values.get(topic), topic.symbol()));
            out.endObject();
            return text.toString();
        });
    }

    /** The last trades, oldest first. */
    public CompletableFuture<String> trades(String spelling, int limit) {
        var topic = Topic.of(DataType.TRADE, symbol(spelling));
        return rows(topic, "trades", market -> market.trades(limit));
    }

    /** The last bars, oldest first; the last one grows. */
    public CompletableFuture<String> bars(String spelling, BarPeriod period, int limit) {
        var topic = Topic.kline(symbol(spelling), period);
        return rows(topic, "bars", market -> market.bars(period, limit));
    }

    private String quotes(Map<String, @Nullable Topic> topics, Map<Topic, Update> values) {
        var errors = new LinkedHashMap<String, Problem>();
        var text = new StringBuilder();
        var out = new JsonOut(text).object().member("epoch", cache.epoch()).array("quotes");
        topics.forEach((spelling, topic) -> {
            var update = topic == null ? null : values.get(topic);
            if (update != null) {
                update(out.object(), update);
                out.endObject();
            } else {
                errors.put(
                        spelling,
                        topic == null ? unknown(spelling) : down(topic.symbol()).problem());
            }
        });
        if (errors.size() == topics.size()) {
            throw new ProblemException(errors.values().iterator().next());
        }
        out.endArray().array("errors");
        errors.forEach((spelling, problem) -> error(out, spelling, problem));
        out.endArray().endObject();
        return text.toString();
    }

    private static void error(JsonOut out, String spelling, Problem problem) {
        var code = Objects.requireNonNull(problem.code());
        out.object()
                .member("symbol", spelling)
                .member("code", code.number())
                .member("name", code.name())
                .member("message", problem.detail())
                .member("suggestions", problem.members().get("suggestions"))
                .endObject();
    }

    private CompletableFuture<String> rows(
            Topic topic, String name, Function<SymbolMarket, List<? extends MarketEvent>> question) {
        var symbol = topic.symbol();
        // whatever has a quote or a trade has bars; a source without trades gives none
        return first.any(List.of(Topic.of(DataType.TRADE, symbol), Topic.of(DataType.QUOTE, symbol)))
                .thenCompose(values -> {
                    if (values.isEmpty()) {
                        throw down(symbol);
                    }
                    return pipeline.ask(
                                    symbol,
                                    market -> new Rows(cache.latest(topic).orElse(null), question.apply(market)))
                            .orTimeout(FEED_SECONDS, TimeUnit.SECONDS);
                })
                .thenApply(found -> rows(topic, name, found));
    }

    private String rows(Topic topic, String name, Rows found) {
        var text = new StringBuilder();
        var out = head(text, topic.symbol()).member("topic", topic.text());
        var period = topic.period();
        if (period != null) {
            out.member("period", period.wire());
        }
        if (found.latest != null) {
            out.member("seq", found.latest.seq()).member("ts", found.latest.ts());
        }
        var rows = new StringBuilder("[");
        for (var row : found.rows) {
            images.appendData(rows.length() == 1 ? rows : rows.append(','), row);
        }
        out.raw(name, rows.append(']').toString()).endObject();
        return text.toString();
    }

    private JsonOut head(StringBuilder text, Symbol symbol) {
        return new JsonOut(text).object().member("symbol", symbol.text()).member("epoch", cache.epoch());
    }

    private void update(JsonOut out, Update update) {
        var symbol = update.topic().symbol();
        boolean stale = clock.millis() - update.ts() > staleAfter.toMillis() && hours.isOpen(symbol);
        out.member("topic", update.topic().text())
                .member("seq", update.seq())
                .member("ts", update.ts())
                .member("stale", stale ? true : null);
        MarketNews.state(hours, symbol).write(out);
        out.raw("data", images.data(update.value()));
    }

    private Symbol symbol(String spelling) {
        return symbols.resolve(spelling).orElseThrow(() -> new ProblemException(unknown(spelling)));
    }

    private Problem unknown(String spelling) {
        return Problem.unknownSymbol(
                spelling, symbols.suggest(spelling).stream().limit(SUGGESTIONS).toList());
    }

    private static Update known(@Nullable Update update, Symbol symbol) {
        if (update == null) {
            throw down(symbol);
        }
        return update;
    }

    private static ProblemException down(Symbol symbol) {
        return new ProblemException(
                Problem.of(503, ErrorCode.SOURCE_DOWN, "The source of " + symbol + " gave no such value in time"));
    }
}

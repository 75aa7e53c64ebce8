package argus.rest.answer;

import argus.feed.DemandLease;
import argus.feed.SmallHouse;
import argus.model.Instrument;
import argus.model.Symbol;
import argus.normalise.SymbolDirectory;
import argus.protocol.ImageWriter;
import argus.rest.problem.Problem;
import argus.rest.problem.ProblemException;
import argus.session.SymbolResolver;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What the tests of this room share: a small house with a directory of two symbols. */
final class Readers {
    final SmallHouse house;
    final SymbolDirectory directory = new SymbolDirectory();
    final SymbolResolver symbols = new SymbolResolver() {
        @Override
        public Optional<Symbol> resolve(String spelling) {
            return directory.resolve(spelling).filter(Readers.this.house.sources::serves);
        }

        @Override
        public List<String> suggest(String spelling) {
            return directory.suggest(spelling, 9).stream().map(Symbol::text).toList();
        }
    };
    final DemandLease lease;
    final MarketAnswers market;

    Readers() {
        this(new SmallHouse());
    }

    Readers(SmallHouse house) {
        this.house = house;
        lease = new DemandLease(house.demand, house.clock, Duration.ofSeconds(30), 100);
        market = new MarketAnswers(
                house.pipeline,
                new FirstValue(house.cache, lease, house.timers),
                symbols,
                new ImageWriter(),
                house.hours,
                Duration.ofMinutes(5),
                house.clock);
        directory.add(List.of(
                instrument(SmallHouse.BANK, "平安银行", "Ping An Bank"),
                instrument(SmallHouse.TEA, "贵州茅台", "Kweichow Moutai")));
    }

    static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    /** The answer, which is there or soon will be. */
    static JsonObject json(CompletableFuture<String> answer) {
        return json(answer.join());
    }

    static Problem problem(CompletableFuture<String> answer) {
        try {
            throw new AssertionError("answered: " + answer.join());
        } catch (CompletionException e) {
            return ((ProblemException) e.getCause()).problem();
        }
    }

    private static Instrument instrument(Symbol symbol, String name, String english) {
        return new Instrument(
                symbol, name, english, Instrument.Type.STOCK, new BigDecimal("0.01"), BigDecimal.valueOf(100), "CNY");
    }
}

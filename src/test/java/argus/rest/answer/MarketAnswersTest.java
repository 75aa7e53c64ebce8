package argus.rest.answer;

import static argus.feed.SmallHouse.BANK;
import static argus.feed.SmallHouse.TEA;
import static argus.rest.answer.Readers.json;
import static argus.rest.answer.Readers.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.feed.SmallHouse;
import argus.model.BarPeriod;
import argus.model.DataType;
import argus.protocol.ErrorCode;
import argus.protocol.ImageWriter;
import argus.rest.problem.ProblemException;
import argus.topic.Shape;
import argus.topic.Topic;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MarketAnswersTest {
    private final Readers readers = new Readers();
    private final SmallHouse house = readers.house;
    private final MarketAnswers market = readers.market;

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void quoteIsTheTextOfTheSnapshot() {
        house.demand.add(BANK);
        house.say(house.quote(BANK, "11.38"));
        var update = house.cache.latest(Topic.of(DataType.QUOTE, BANK)).orElseThrow();
        var data = new ImageWriter().data(update.value());

        var answer = market.quotes(List.of("sz000001")).join();

        assertThat(new ImageWriter().texts(update).snapshot(Shape.FULL).text()).contains("\"data\":" + data);
        assertThat(answer)
                .isEqualTo("{\"epoch\":\"epoch-1\",\"quotes\":[{\"topic\":\"quote:000001.SZ\",\"seq\":1,\"ts\":"
                        + house.clock.millis() + ",\"market\":{\"phase\":\"regular\"},\"data\":" + data
                        + "}],\"errors\":[]}");
    }

    @Test
    void symbolThatNobodyWantedIsWantedAndWaitedFor() {
        house.source.whenWanted = () -> house.say(house.quote(BANK, "11.38"));
        assertThat(json(market.quotes(List.of("000001.SZ"))).getJsonArray("quotes"))
                .hasSize(1);
        assertThat(house.source.wanted).containsExactly(BANK);
    }

    @Test
    void valueThatComesWhileSomebodyWaitsIsTheAnswer() {
        var answer = market.quotes(List.of("000001.SZ", "600519.SH"));
        house.say(house.quote(BANK, "11.38"));
        house.timers.jump(Duration.ofMillis(20));
        assertThat(answer).isNotDone();
        house.say(house.quote(TEA, "1450.00"));
        house.timers.jump(Duration.ofMillis(20));
        assertThat(json(answer).getJsonArray("quotes")).hasSize(2);
    }

    @Test
    void lastValueOfAClosedMarketIsNotStaleButSaidToBeClosed() {
        var readers = new Readers(new SmallHouse(false));
        readers.house.demand.add(BANK);
        readers.house.say(readers.house.quote(BANK, "11.38"));
        readers.house.timers.jump(Duration.ofHours(8));
        readers.house.demand.add(TEA);

        var quote = json(readers.market.quotes(List.of("000001.SZ")))
                .getJsonArray("quotes")
                .getJsonObject(0);

        assertThat(quote.containsKey("stale")).isFalse();
        assertThat(quote.getJsonObject("market").getString("phase")).isEqualTo("closed");
        assertThat(quote.getJsonObject("market").getString("next_open")).isEqualTo("2026-01-06T01:15:00Z");
        readers.house.close();
    }

    @Test
    void oldValueIsGivenOnlyWhenNoNewerOneComes() {
        house.say(house.quote(BANK, "11.38"));
        house.timers.jump(Duration.ofMinutes(6));
        var answer = market.quotes(List.of("000001.SZ"));
        assertThat(answer).isNotDone();

        house.timers.advance(Duration.ofSeconds(3));

        var quote = json(answer).getJsonArray("quotes").getJsonObject(0);
        assertThat(quote.getInt("seq")).isEqualTo(1);
        assertThat(quote.getBoolean("stale")).isTrue();
    }

    @Test
    void newerValueTakesThePlaceOfAnOldOne() {
        house.say(house.quote(BANK, "11.38"));
        house.source.whenWanted = () -> house.say(house.quote(BANK, "11.40"));
        var quote =
                json(market.quotes(List.of("000001.SZ"))).getJsonArray("quotes").getJsonObject(0);
        assertThat(quote.getInt("seq")).isEqualTo(2);
    }

    @Test
    void silentSourceIsSaidToBeDown() {
        var answer = market.quotes(List.of("000001.SZ"));
        house.timers.advance(Duration.ofSeconds(3));
        assertThat(problem(answer).status()).isEqualTo(503);
        assertThat(problem(answer).code()).isEqualTo(ErrorCode.SOURCE_DOWN);
    }

    @Test
    void everySymbolWithoutQuoteHasItsOwnFault() {
        house.source.whenWanted = () -> house.say(house.quote(BANK, "11.38"));
        var waiting = market.quotes(List.of("000001.SZ", "000002.SZ", "000010.SZ", "AAPL.US"));
        house.source.whenWanted = () -> {};
        house.timers.advance(Duration.ofSeconds(3));

        var answer = json(waiting);

        assertThat(answer.getJsonArray("quotes")).hasSize(1);
        assertThat(answer.getJsonArray("errors")).hasSize(3);
        assertThat(answer.getJsonArray("errors").getJsonObject(0).getString("name"))
                .isEqualTo("SOURCE_DOWN");
        var unknown = answer.getJsonArray("errors").getJsonObject(2);
        assertThat(unknown.getString("symbol")).isEqualTo("AAPL.US");
        assertThat(unknown.getInt("code")).isEqualTo(4041);
        assertThat(unknown.getJsonArray("suggestions")).isNotNull();
    }

    @Test
    void onlyUnknownSymbolsAreAProblem() {
        var problem = problem(market.quotes(List.of("00001.SZ")));
        assertThat(problem.status()).isEqualTo(404);
        assertThat(problem.members().get("suggestions").toString()).contains("000001.SZ");
    }

    @Test
    void depthOfAnyLevelsIsPublishedFromThenOn() {
        house.demand.add(BANK);
        house.say(house.depth(BANK));
        var asked = market.depth("000001.SZ", 1);
        house.settle();
        house.timers.jump(Duration.ofMillis(20));

        var answer = json(asked);

        assertThat(answer.getString("symbol")).isEqualTo("000001.SZ");
        assertThat(answer.getString("topic")).isEqualTo("depth.1:000001.SZ");
        assertThat(answer.getJsonObject("data").getJsonArray("bids")).hasSize(1);
    }

    @Test
    void sourceWithoutDepthIsAProblem() {
        house.demand.add(BANK);
        house.say(house.quote(BANK, "11.38"));
        var answer = market.depth("000001.SZ", 5);
        house.timers.advance(Duration.ofSeconds(3));
        assertThat(problem(answer).status()).isEqualTo(503);
    }

    @Test
    void unknownSymbolIsAProblemWithSuggestions() {
        assertThatThrownBy(() -> market.depth("00001.SZ", 5))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(404));
    }

    @Test
    void tradesAreGivenOldestFirstWithTheSequenceOfTheNewest() {
        house.demand.add(BANK);
        house.say(house.trade(BANK, "11.37", "a"), house.trade(BANK, "11.38", "b"), house.trade(BANK, "11.39", "c"));

        var answer = json(market.trades("000001.SZ", 2));

        assertThat(answer.getInt("seq")).isEqualTo(3);
        assertThat(answer.getJsonArray("trades")
                        .getValuesAs(row -> row.asJsonObject().getString("trade_id")))
                .containsExactly("b", "c");
    }

    @Test
    void sourceWithQuotesAloneHasNoTrades() {
        house.demand.add(BANK);
        house.say(house.quote(BANK, "11.38"));
        var answer = json(market.trades("000001.SZ", 2));
        assertThat(answer.getJsonArray("trades")).isEmpty();
        assertThat(answer).doesNotContainKey("seq");
    }

    @Test
    void barsAreBuiltFromWhateverTheSourceTells() {
        house.demand.add(BANK);
        house.say(house.quote(BANK, "11.38"));

        var answer = json(market.bars("000001.SZ", BarPeriod.M1, 5));

        assertThat(answer.getString("period")).isEqualTo("1m");
        assertThat(answer.getString("topic")).isEqualTo("kline.1m:000001.SZ");
        assertThat(answer.getJsonArray("bars")).hasSize(1);
        assertThat(answer.getJsonArray("bars").getJsonObject(0).getBoolean("closed"))
                .isFalse();
    }

    @Test
    void silentSourceHasNoBars() {
        var answer = market.bars("000001.SZ", BarPeriod.M1, 5);
        house.timers.advance(Duration.ofSeconds(3));
        assertThat(problem(answer).code()).isEqualTo(ErrorCode.SOURCE_DOWN);
    }
}

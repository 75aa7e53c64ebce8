package argus.rest.answer;

import static argus.rest.answer.Readers.json;
import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Instrument;
import argus.model.Symbol;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class SymbolAnswersTest {
    private final Readers readers = new Readers();
    private final SymbolAnswers answers = new SymbolAnswers(readers.directory, readers.symbols);

    @Test
    void searchTellsEverythingThatIsKnown() {
        assertThat(answers.search("00001", 5)).isEqualTo("{\"symbols\":[],\"suggestions\":[\"000001.SZ\"]}");
        assertThat(answers.search("ping", 5))
                .isEqualTo("{\"symbols\":[{\"symbol\":\"000001.SZ\",\"name\":\"平安银行\","
                        + "\"english_name\":\"Ping An Bank\",\"pinyin\":\"PAYH\",\"type\":\"stock\",\"tick\":0.01,\"decimals\":2,\"lot\":100,"
                        + "\"market\":\"SZ\",\"currency\":\"CNY\"}],\"suggestions\":[]}");
    }

    @Test
    void emptySearchFindsAsManyAsAreAskedFor() {
        assertThat(json(answers.search("", 1)).getJsonArray("symbols")).hasSize(1);
    }

    @Test
    void exactSymbolsAreGivenOnceInTheOrderAskedFor() {
        var found = json(answers.exactly(List.of("sh600519", "000001.SZ", "600519.SH")));
        assertThat(found.getJsonArray("symbols")
                        .getValuesAs(s -> s.asJsonObject().getString("symbol")))
                .containsExactly("600519.SH", "000001.SZ");
    }

    @Test
    void symbolThatIsServedButNotDescribedHasItsMarketOnly() {
        assertThat(answers.exactly(List.of("000002.SZ")))
                .isEqualTo("{\"symbols\":[{\"symbol\":\"000002.SZ\",\"market\":\"SZ\",\"currency\":\"CNY\"}],"
                        + "\"suggestions\":[]}");
    }

    @Test
    void symbolThatNobodyServesHasSuggestions() {
        assertThat(json(answers.exactly(List.of("00001.SZ")))
                        .getJsonArray("suggestions")
                        .getString(0))
                .isEqualTo("000001.SZ");
    }

    @Test
    void sectorIsToldAndFoundByItsName() {
        readers.directory.add(List.of(new Instrument(
                new Symbol("600036.SH"),
                "招商银行",
                "China Merchants Bank",
                Instrument.Type.STOCK,
                new BigDecimal("0.01"),
                BigDecimal.valueOf(100),
                "CNY",
                "banks")));

        var found = json(answers.search("#banks", 5)).getJsonArray("symbols");

        assertThat(found).hasSize(1);
        assertThat(found.getJsonObject(0).getString("symbol")).isEqualTo("600036.SH");
        assertThat(found.getJsonObject(0).getString("sector")).isEqualTo("banks");
    }
}

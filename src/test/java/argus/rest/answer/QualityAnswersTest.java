package argus.rest.answer;

import static argus.rest.answer.Readers.json;
import static org.assertj.core.api.Assertions.assertThat;

import argus.feed.SmallHouse;
import argus.normalise.Verdict;
import argus.protocol.ImageWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QualityAnswersTest {
    private final SmallHouse house = new SmallHouse();
    private final QualityAnswers answers = new QualityAnswers(house.quality, new ImageWriter());

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void everyRuleIsListed() {
        var answer = json(answers.quality());
        assertThat(answer.getJsonArray("rules")).hasSize(Verdict.values().length - 1);
        assertThat(answer.getJsonArray("sources")).isEmpty();
    }

    @Test
    void whatASourceGotWrongIsCountedAndShown() {
        house.say(house.quote(SmallHouse.BANK, "0"));

        var source = json(answers.quality()).getJsonArray("sources").getJsonObject(0);
        assertThat(source.getString("name")).isEqualTo("script");
        assertThat(source.getJsonObject("counts").toString()).isEqualTo("{\"PRICE_NOT_POSITIVE\":1}");
        var example = source.getJsonArray("examples").getJsonObject(0);
        assertThat(example.getString("rule")).isEqualTo("PRICE_NOT_POSITIVE");
        assertThat(example.getString("at")).isEqualTo("2026-01-05T01:30:00Z");
        assertThat(example.getJsonObject("data").get("last_price")).hasToString("0");
    }
}

package argus.rest.answer;

import static argus.rest.answer.Readers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.config.ArgusConfig;
import argus.config.LiveConfig;
import argus.feed.SmallHouse;
import argus.protocol.ErrorCode;
import argus.protocol.MessageWriter;
import argus.rest.problem.ProblemException;
import argus.session.Disconnect;
import argus.source.SourceState;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NodeAnswersTest {
    private final SmallHouse house = new SmallHouse();
    private final LiveConfig config = new LiveConfig(
            ArgusConfig.of(Map.of("argus.security.auth-token", "a-very-private-word")),
            before -> ArgusConfig.of(
                    Map.of("argus.security.auth-token", "a-very-private-word", "argus.server.max-connections", "7")));
    private final NodeAnswers answers =
            new NodeAnswers(house.figures, house.readiness, house.sources, house.hours, config);

    @Test
    void statusTellsWhoTheNodeIsAndWhatKeepsItFromBeingReady() {
        var status = json(answers.status());
        assertThat(status.getString("node")).isEqualTo("node-1");
        assertThat(status.getString("version")).isEqualTo("1.2.3");
        assertThat(status.getString("epoch")).isEqualTo("epoch-1");
        assertThat(status.getBoolean("draining")).isFalse();
        assertThat(status.getBoolean("ready")).isFalse();
        assertThat(status.getJsonArray("obstacles").getString(0)).contains("script is CONNECTING");
        assertThat(status.getJsonArray("warnings")).isNotEmpty();
    }

    @Test
    void nodeWithoutObstaclesIsReady() {
        house.source.state(SourceState.UP, "connected");
        assertThat(json(answers.status()).getBoolean("ready")).isTrue();
    }

    @Test
    void sourcesAreListedWithTheirState() {
        house.source.state(SourceState.DOWN, "refused");
        assertThat(answers.sources())
                .isEqualTo("{\"sources\":[{\"name\":\"script\",\"state\":\"down\",\"reason\":\"refused\","
                        + "\"since\":\"2026-01-05T01:30:00Z\",\"events\":0,\"wanted\":0}]}");
    }

    @Test
    void statsAreTheDataOfTheMessage() {
        var message = json(new MessageWriter(house.clock).write(house.figures.stats(null)));
        assertThat(json(answers.stats())).isEqualTo(message.getJsonObject("data"));
    }

    @Test
    void registryIsComplete() {
        var registry = json(answers.errors());
        assertThat(registry.getJsonArray("errors")).hasSize(ErrorCode.values().length);
        assertThat(registry.getJsonArray("errors").getJsonObject(0))
                .hasToString("{\"code\":4000,\"name\":\"BAD_JSON\",\"message\":\"The message is not valid JSON\","
                        + "\"retry\":\"no\"}");
        assertThat(registry.getJsonArray("close_codes")).hasSize(Disconnect.values().length);
        assertThat(registry.getJsonArray("close_codes").getJsonObject(0))
                .hasToString("{\"code\":1000,\"name\":\"NORMAL\",\"reason\":\"bye\",\"come_back\":true}");
    }

    @Test
    void secretsAreMasked() {
        var text = answers.config();
        assertThat(text).contains("argus.security.auth-token").doesNotContain("a-very-private-word");
        assertThat(json(text).getJsonArray("settings").getJsonObject(0)).containsKeys("key", "source", "reloadable");
    }

    @Test
    void reloadTellsWhatHasChanged() {
        assertThat(answers.reload()).isEqualTo("{\"changed\":[\"argus.server.max-connections\"]}");
        assertThat(answers.reload()).isEqualTo("{\"changed\":[]}");
    }

    @Test
    void settingsThatTheHouseRefusesAreAProblem() {
        config.onChange(next -> {
            throw new IllegalArgumentException("a route names a source that is not there: tdx");
        });
        assertThatThrownBy(answers::reload).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(409);
            assertThat(e.problem().detail()).endsWith("tdx");
        });
    }
}

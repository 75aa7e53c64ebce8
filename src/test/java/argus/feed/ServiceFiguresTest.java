package argus.feed;

import static argus.feed.SmallHouse.BANK;
import static org.assertj.core.api.Assertions.assertThat;

import argus.metrics.ServiceMetrics;
import argus.protocol.Echo;
import argus.protocol.MessageWriter;
import argus.source.SourceState;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServiceFiguresTest {
    private final SmallHouse house = new SmallHouse();

    @Test
    void figuresAreWrittenAsStats() {
        house.source.state(SourceState.UP, "connected");
        house.say(house.quote(BANK, "11.38"));
        ServiceMetrics.count(house.metrics.disconnects(), "SLOW_CONSUMER");
        house.metrics.publishLatency().record(1_500_000);
        house.timers.jump(Duration.ofMillis(1500));

        var stats = stats();

        assertThat(stats.getString("id")).isEqualTo("a");
        var data = stats.getJsonObject("data");
        assertThat(data.getJsonObject("server"))
                .hasToString("{\"node\":\"node-1\",\"version\":\"1.2.3\",\"epoch\":\"epoch-1\","
                        + "\"started_at\":\"2026-01-05T01:30:00Z\",\"uptime\":1.500,\"draining\":false}");
        assertThat(data.getJsonObject("connections").getJsonObject("ended")).hasToString("{\"SLOW_CONSUMER\":1}");
        assertThat(data.getJsonObject("subscriptions").getInt("topics")).isEqualTo(2);
        assertThat(data.getJsonObject("publisher").getJsonObject("publish_latency_ms"))
                .hasToString("{\"p50\":2,\"p99\":2}");
        assertThat(data.getJsonObject("sources").getJsonObject("script"))
                .hasToString("{\"state\":\"up\",\"reason\":\"connected\",\"since\":\"2026-01-05T01:30:00Z\","
                        + "\"last_event\":\"2026-01-05T01:30:00Z\",\"age_ms\":1500,\"events\":1,\"wanted\":0}");
    }

    @Test
    void sourceThatSaidNothingHasNoAge() {
        var source = stats().getJsonObject("data").getJsonObject("sources").getJsonObject("script");
        assertThat(source).doesNotContainKeys("age_ms", "last_event");
    }

    private JsonObject stats() {
        var text = new MessageWriter(house.clock).write(house.figures.stats(Echo.of("a")));
        return Json.createReader(new StringReader(text)).readObject();
    }
}

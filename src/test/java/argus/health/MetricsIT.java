package argus.health;

import static org.assertj.core.api.Assertions.assertThat;

import argus.it.ArgusServer;
import argus.it.SharedServer;
import argus.it.TestClient;
import argus.metrics.MetricName;
import argus.metrics.MetricName.Kind;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Metrics of the running server as Prometheus reads them. */
@ExtendWith(SharedServer.class)
class MetricsIT {

    @Test
    void everyMetricIsShownWithItsKind(ArgusServer server) throws Exception {
        var text = scrape(server);
        var always = Arrays.stream(MetricName.values())
                .filter(name -> name != MetricName.ERRORS
                        && name != MetricName.DISCONNECTS
                        && name != MetricName.RESUMES
                        && name != MetricName.EVENTS_REJECTED
                        && name != MetricName.FINDINGS); // shown with their first count
        assertThat(always).allSatisfy(name -> assertThat(text)
                .contains("# TYPE " + name.text() + " " + name.kind().name().toLowerCase(Locale.ROOT) + "\n"));
    }

    @Test
    void whatAClientDoesIsCounted(ArgusServer server) throws Exception {
        double before = value(scrape(server), "argus_updates_out_total");
        try (var client = TestClient.open(server.socket("/ws"))) {
            client.send("{\"type\":\"subscribe\",\"data\":{\"symbols\":[\"000001.SZ\"],\"data_types\":[\"quote\"]}}");
            client.await("market_data");
            client.send("no JSON");
            client.await("error");
            // figures are taken one after another, and the client may come between two of them
            var text = await(
                    server,
                    now -> value(now, "argus_updates_out_total") > before
                            && value(now, "argus_connections") > 0
                            && value(now, "argus_subscriptions") > 0);
            assertThat(value(text, "argus_connections")).isPositive();
            assertThat(value(text, "argus_subscriptions")).isPositive();
            assertThat(value(text, "argus_bytes_in_total")).isPositive();
            assertThat(value(text, "argus_flusher_held_total")).isZero();
        }
        var badJson = Pattern.compile("argus_errors_total\\{[^}]*code=\"BAD_JSON\"[^}]*} [1-9]");
        await(server, now -> badJson.matcher(now).find() && now.contains("argus_disconnects_total{"));
    }

    @Test
    void latenciesFallIntoBuckets(ArgusServer server) throws Exception {
        try (var client = TestClient.open(server.socket("/ws"))) {
            client.send("{\"type\":\"subscribe\",\"data\":{\"symbols\":[\"000001.SZ\"],\"data_types\":[\"quote\"]}}");
            client.await("market_data");
            var text = await(server, now -> value(now, "argus_publish_latency_seconds_count") > 0);
            for (var name : MetricName.values()) {
                if (name.kind() == Kind.HISTOGRAM) {
                    assertThat(text)
                            .containsPattern(name.text() + "_bucket\\{[^}]*le=\"0.001\"")
                            .containsPattern(name.text() + "_bucket\\{[^}]*le=\"10.0\"")
                            .contains(name.text() + "_sum");
                }
            }
        }
    }

    private static String scrape(ArgusServer server) throws Exception {
        var answer = server.get("/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /** Scrapes until it is as wanted: counters are brought up to date once a second. */
    private static String await(ArgusServer server, Predicate<String> wanted) throws Exception {
        var deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        var text = scrape(server);
        while (!wanted.test(text) && System.nanoTime() < deadline) {
            text = scrape(server);
        }
        assertThat(text).matches(wanted);
        return text;
    }

    private static double value(String scrape, String name) {
        var found = Pattern.compile("^" + name + "(\\{[^}]*})? (\\S+)$", Pattern.MULTILINE)
                .matcher(scrape);
        return found.find() ? Double.parseDouble(found.group(2)) : 0;
    }
}

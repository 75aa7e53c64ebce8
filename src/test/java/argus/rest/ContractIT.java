package argus.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import argus.contract.Contract;
import argus.it.ArgusServer;
import argus.it.SharedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract as a program finds it on the running server. */
@ExtendWith(SharedServer.class)
class ContractIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Path FILES = Path.of("src/main/resources/argus/contract");
    private static final Pattern REFERENCE = Pattern.compile("\\$ref\"?: \"?([a-z_./]+\\.json)");

    @Test
    void documentLeadsToEverySchema(ArgusServer server) throws Exception {
        var document = server.http("/api/v1/asyncapi.yaml");
        var answer = get(document, "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/yaml");
        assertThat(answer.body()).isEqualTo(Files.readString(FILES.resolve("asyncapi.yaml")));
        var references = REFERENCE.matcher(answer.body()).results().toList();
        assertThat(references).hasSize(Contract.messages().size());
        for (var reference : references) {
            var place = document.resolve(reference.group(1));
            var schema = get(place, "");
            assertThat(schema.statusCode()).as("%s", place).isEqualTo(200);
            assertThat(schema.headers().firstValue("Content-Type").orElse("")).startsWith("application/schema+json");
            for (var other : REFERENCE.matcher(schema.body()).results().toList()) {
                assertThat(get(place.resolve(other.group(1)), "").statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void schemaIsAskedForAgainAndNotSentAgain(ArgusServer server) throws Exception {
        var place = server.http("/api/v1/schemas/market_data.json");
        var first = get(place, "");
        assertThat(first.body()).isEqualTo(Files.readString(FILES.resolve("schemas/market_data.json"), UTF_8));
        assertThat(first.headers().firstValue("Cache-Control").orElse("")).isEqualTo("no-cache");
        var tag = first.headers().firstValue("ETag").orElseThrow();
        var again = get(place, tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(again.headers().firstValue("ETag")).contains(tag);
        assertThat(get(place, "\"another\"").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing.json", "Welcome.json", "..%2Fasyncapi.json", "welcome", "welcome.yaml"})
    void unknownNameIsAProblem(String name, ArgusServer server) throws Exception {
        var answer = get(server.http("/api/v1/schemas/" + name), "");
        assertThat(answer.statusCode()).isIn(400, 404); // a container may refuse an encoded slash itself
        if (!name.contains("%")) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(Contract.read(answer.body()).path("status").asInt()).isEqualTo(404);
        }
    }

    private static HttpResponse<String> get(URI place, String tag) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(place).timeout(Duration.ofSeconds(10));
        if (!tag.isEmpty()) request.header("If-None-Match", tag);
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}

package argus.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A client that comes back says where it was and goes on there, over real connections. */
class ResumeIT {
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final String SYMBOL = "600519.SH";
    private static final String TRADES = "trade:" + SYMBOL;
    private static final String QUOTES = "quote:" + SYMBOL;
    private static final String BARS = "kline.1s:" + SYMBOL;

    /** Keeps the symbols wanted while the others are away. */
    private static TestClient witness;

    private static ArgusServer server;

    @BeforeAll
    static void start() throws Exception {
        server = server("");
        witness = witness(server);
        witness.await(update(TRADES), LATER);
    }

    private static ArgusServer server(String more) throws Exception {
        return ArgusServer.with()
                .yaml(
                        """
                        argus:
                          datasource:
                            source-type: simulated
                            simulated:
                              rate: 20
                        """
                                + more)
                .start();
    }

    private static TestClient witness(ArgusServer of) {
        var client = TestClient.open(of.socket("/"));
        client.send(
                """
                {"type":"subscribe","data":{"symbol":"%s","data_types":["trade","quote","kline"],"periods":["1s"]}}"""
                        .formatted(SYMBOL));
        return client;
    }

    @AfterAll
    static void stop() throws Exception {
        if (witness != null) witness.close();
        if (server != null) server.close();
    }

    private static Predicate<JsonObject> update(String topic) {
        return message -> topic.equals(message.getString("topic", ""));
    }

    private static Predicate<JsonObject> updateAfter(String topic, long seq) {
        return message -> Chain.isBeyond(seq, topic, message);
    }

    /** Subscribes for the first time and stays until some updates have come. */
    private static TestClient first(ArgusServer at, String type, String options) throws InterruptedException {
        var client = TestClient.open(at.socket("/"));
        client.send("{\"type\":\"subscribe\",\"data\":{\"symbol\":\"%s\",\"data_types\":[\"%s\"]%s}}"
                .formatted(SYMBOL, type, options));
        return client;
    }

    /** Comes back with what it knows. */
    private static TestClient back(ArgusServer at, String type, String options, String topic, String epoch, long seq) {
        var client = TestClient.open(at.socket("/"));
        client.send(
                "{\"type\":\"subscribe\",\"data\":{\"symbol\":\"%s\",\"data_types\":[\"%s\"]%s,\"from\":{\"%s\":{\"epoch\":\"%s\",\"seq\":%d}}}}"
                        .formatted(SYMBOL, type, options, topic, epoch, seq));
        return client;
    }

    private static JsonObject answer(TestClient client) throws InterruptedException {
        return client.await("subscription_response").getJsonObject("data");
    }

    private static long seq(JsonObject message) {
        return message.getJsonNumber("seq").longValueExact();
    }

    /** What one client saw of a topic before it went. */
    private record Visit(String epoch, long seq) {
        static Visit of(ArgusServer at, String type, String options, String topic) throws InterruptedException {
            try (var client = first(at, type, options)) {
                var epoch = answer(client).getString("epoch");
                client.await(update(topic), LATER);
                return new Visit(epoch, ResumeIT.seq(client.await(update(topic), LATER)));
            }
        }
    }

    @Test
    void everyTradeThatWasMissedIsReplayed() throws Exception {
        var visit = Visit.of(server, "trade", "", TRADES);
        witness.await(updateAfter(TRADES, visit.seq + 10), LATER);
        try (var client = back(server, "trade", "", TRADES, visit.epoch, visit.seq)) {
            var answer = answer(client);
            assertThat(answer.getString("resumed")).isEqualTo("replayed");
            int replayed = answer.getInt("replayed");
            assertThat(replayed).isGreaterThanOrEqualTo(10);
            client.await(updateAfter(TRADES, visit.seq + replayed + 3), LATER);
            var chain = Chain.of(client.messages());
            assertThat(chain.missing()).isZero();
            assertThat(chain.updates(TRADES)).isEqualTo((int) (chain.last(TRADES) - visit.seq));
        }
    }

    @Test
    void aQuoteGoesOnWithTheNewestAndSaysWhatItStandsFor() throws Exception {
        var visit = Visit.of(server, "quote", "", QUOTES);
        witness.await(updateAfter(QUOTES, visit.seq + 5), LATER);
        try (var client = back(server, "quote", "", QUOTES, visit.epoch, visit.seq)) {
            assertThat(answer(client).getInt("replayed")).isEqualTo(1);
            var quote = client.await(update(QUOTES), LATER);
            assertThat(quote.getJsonNumber("pseq").longValueExact()).isEqualTo(visit.seq);
            assertThat(seq(quote)).isGreaterThan(visit.seq + 5);
            client.await(update(QUOTES), LATER);
            Chain.of(client.messages());
        }
    }

    @Test
    void everyBarThatWasFinishedMeanwhileComes() throws Exception {
        var visit = Visit.of(server, "kline", ",\"periods\":[\"1s\"]", BARS);
        for (int bars = 0; bars < 2; bars++) {
            witness.await(
                    message -> updateAfter(BARS, visit.seq).test(message)
                            && message.getJsonObject("data").getBoolean("closed"),
                    LATER);
        }
        try (var client = back(server, "kline", ",\"periods\":[\"1s\"]", BARS, visit.epoch, visit.seq)) {
            var answer = answer(client);
            assertThat(answer.getString("resumed")).isEqualTo("replayed");
            assertThat(answer.getInt("replayed")).isGreaterThanOrEqualTo(2);
            for (int bars = 0; bars < 2; bars++) {
                client.await(
                        message -> update(BARS).test(message)
                                && message.getJsonObject("data").getBoolean("closed"),
                        LATER);
            }
            Chain.of(client.messages());
        }
    }

    @Test
    void whatWasLostIsToldExactly() throws Exception {
        try (var forgetful = server("  server:\n    shards: 1\n  history:\n    resume-bytes: 80KiB\n");
                var other = witness(forgetful)) {
            var visit = Visit.of(forgetful, "trade", "", TRADES);
            // far more than the ring holds, which is some hundred trades and as many bars
            other.await(updateAfter(TRADES, visit.seq + 250), Duration.ofMinutes(2));
            try (var client = back(forgetful, "trade", "", TRADES, visit.epoch, visit.seq)) {
                var answer = answer(client);
                assertThat(answer.getString("resumed")).isEqualTo("lost");
                assertThat(answer.getJsonNumber("from").longValueExact()).isEqualTo(visit.seq + 1);
                long to = answer.getJsonNumber("to").longValueExact();
                var next = client.await(update(TRADES), LATER);
                assertThat(next.getJsonNumber("pseq").longValueExact()).isEqualTo(to);
                client.await(updateAfter(TRADES, to + 5), LATER);
                assertThat(Chain.of(client.messages()).missing()).isZero();
            }
        }
    }

    @Test
    void anUnknownEpochIsAnsweredWithASnapshot() throws Exception {
        try (var client = back(server, "trade", "", TRADES, "never", 7)) {
            var answer = answer(client);
            assertThat(answer.getString("status")).isEqualTo("active");
            assertThat(answer.getString("resumed")).isEqualTo("snapshot");
            assertThat(answer.getInt("code")).isEqualTo(4091);
            assertThat(answer.getString("name")).isEqualTo("EPOCH_CHANGED");
            assertThat(client.await(update(TRADES), LATER).getBoolean("snapshot"))
                    .isTrue();
            client.await(update(TRADES), LATER);
            Chain.of(client.messages());
        }
    }

    @Test
    void severalTopicsGoOnAtOnceEachWhereItWas() throws Exception {
        var trades = Visit.of(server, "trade", "", TRADES);
        var quotes = Visit.of(server, "quote", "", QUOTES);
        try (var client = TestClient.open(server.socket("/"))) {
            client.send(
                    """
                    {"type":"subscribe","data":{"symbol":"sh600519","data_types":["trade","quote"],
                     "from":{"trade:600519.SH":{"epoch":"%s","seq":%d},"quote:SH600519":{"epoch":"%s","seq":%d}}}}"""
                            .formatted(trades.epoch, trades.seq, quotes.epoch, quotes.seq));
            assertThat(List.of(
                            answer(client).getString("resumed"), answer(client).getString("resumed")))
                    .containsOnly("replayed");
            client.await(updateAfter(TRADES, trades.seq + 10), LATER);
            assertThat(Chain.of(client.messages()).missing()).isZero();
        }
    }
}

package argus.boot;

import static org.assertj.core.api.Assertions.assertThat;

import argus.config.ArgusConfig;
import argus.source.binance.FakeAnswers;
import argus.source.binance.FakeBinance;
import argus.source.binance.FakeBinance.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private FakeBinance venue;

    @BeforeEach
    void open() throws Exception {
        venue = FakeAnswers.market("BTC");
    }

    @AfterEach
    void close() throws Exception {
        venue.close();
    }

    private int run(String command, String... settings) throws InterruptedException {
        return new CommandLine(
                        () -> ArgusConfig.of(Map.of(
                                "argus.datasource.binance.stream-url",
                                venue.socket().toString(),
                                "argus.datasource.binance.rest-url",
                                venue.http().toString(),
                                "argus.datasource.binance.timeout",
                                settings.length == 0 ? "20s" : settings[0])),
                        lines::add)
                .run(List.of(command.split(" ")));
    }

    @Test
    void aSourceIsProbedWithTheSettingsOfTheService() throws Exception {
        var update = new AtomicLong(100);
        venue.answer("/api/v3/depth", query -> Answer.ok(FakeAnswers.depth(update.get())));
        var sender = Executors.newSingleThreadScheduledExecutor();
        try {
            sender.scheduleWithFixedDelay(
                    () -> FakeAnswers.everything(venue, "BTCUSDT", update.incrementAndGet(), Instant.now()),
                    10,
                    10,
                    TimeUnit.MILLISECONDS);
            assertThat(run("source probe binance btc-usdt")).as("%s", lines).isZero();
        } finally {
            sender.shutdownNow();
        }
        assertThat(lines).contains("OK      everything was answered");
    }

    @Test
    void theExitCodeTellsWhenSomethingIsMissing() throws Exception {
        assertThat(run("source probe binance", "200ms")).isEqualTo(1);
        assertThat(lines).contains("FAILED  not everything was answered");
    }

    @ParameterizedTest
    @ValueSource(strings = {"source", "source probe", "source list binance", "probe binance now"})
    void whoAsksWronglyIsToldHowToAsk(String command) throws Exception {
        assertThat(run(command)).isEqualTo(2);
        assertThat(lines).singleElement().asString().startsWith("usage: argus source probe");
    }

    @Test
    void whatCannotBeProbedIsSaid() throws Exception {
        assertThat(run("source probe simulated")).isEqualTo(2);
        assertThat(run("source probe binance 000001")).isEqualTo(2);
        assertThat(run("source probe binance", "soon")).isEqualTo(2);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("there is no probe for a source of this name: simulated");
        assertThat(lines.get(1)).isEqualTo("not a symbol that says its market: 000001");
        assertThat(lines.get(2)).contains("argus.datasource.binance.timeout = soon");
    }
}

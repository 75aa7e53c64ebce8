package argus.source.qmt;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import argus.calendar.Calendars;
import argus.config.key.Secret;
import argus.model.Bar;
import argus.model.MarketEvent;
import argus.model.Quote;
import argus.model.Symbol;
import argus.source.MarketHours;
import argus.source.SourceSink;
import argus.source.SourceState;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bridge that is shipped: its own tests, and the source on its sockets. */
class BridgeScriptTest {
    private static final Path OUTPUT = Path.of("target", "qmt-bridge.log");
    private static final Symbol PING_AN = new Symbol("000001.SZ");

    private final LinkedBlockingQueue<Object> told = new LinkedBlockingQueue<>();
    private final SourceSink sink = new SourceSink() {
        @Override
        public void events(List<MarketEvent> burst) {
            told.addAll(burst);
        }

        @Override
        public void state(SourceState state, String reason) {
            told.add(state);
        }
    };

    @BeforeEach
    void thereIsAPython() throws InterruptedException {
        assumeTrue(BridgeScript.python().isPresent(), "there is no python3 from 3.8 on");
    }

    @Test
    void itsTestsPass() throws Exception {
        Files.createDirectories(OUTPUT.getParent());
        var builder = new ProcessBuilder(BridgeScript.python().orElseThrow(), "-B", "-m", "unittest", "--verbose")
                .directory(BridgeScript.DIRECTORY.toFile());
        var tests = builder.redirectErrorStream(true)
                .redirectOutput(OUTPUT.toFile())
                .start();
        try {
            assertThat(tests.waitFor(5, MINUTES)).as("ended, see " + OUTPUT).isTrue();
        } finally {
            tests.destroyForcibly();
        }
        var said = Files.readString(OUTPUT);
        assertThat(tests.exitValue()).as(said).isZero();
        assertThat(said).contains("test_in_fake_mode_it_needs_nothing").doesNotContain("skipped");
    }

    @Test
    void theSourceIsToldWhatItHasAndLosesNothingOverARestart() throws Exception {
        var executor = Executors.newScheduledThreadPool(4);
        var bridge = BridgeScript.start(0, "--fake", "--fake-ms", "0", "--api-key", "secret");
        int port = bridge.port();
        try (var source = source(port, executor)) {
            source.start(sink);
            source.demand(Set.of(PING_AN));
            await(
                    event -> event instanceof Quote quote
                            && quote.last().equals(new BigDecimal("11.37"))
                            && new BigDecimal("4000012").equals(quote.volume()),
                    event -> event instanceof Bar);
            bridge.close();
            await(SourceState.DOWN::equals);
            bridge = BridgeScript.start(port, "--fake", "--fake-ms", "50", "--api-key", "secret");
            await(SourceState.UP::equals);
            // one step up or down, as it happens
            await(event -> event instanceof Quote quote && !quote.last().equals(new BigDecimal("11.37")));
            await(event -> event instanceof Quote quote && quote.last().equals(new BigDecimal("11.37")));
            bridge.close();
            await(SourceState.DOWN::equals);
            bridge = BridgeScript.start(port, "--fake", "--api-key", "another");
            assertThat(source.unreadable()).isZero();
        } finally {
            bridge.close();
            executor.shutdownNow();
        }
    }

    private static QmtSource source(int port, ScheduledExecutorService executor) {
        var settings = new QmtSettings(
                "127.0.0.1",
                port,
                Optional.of(new Secret("secret")),
                Optional.of("10001"),
                "auto",
                Duration.ofMillis(300),
                100,
                Duration.ofSeconds(60),
                5,
                Duration.ofMillis(100),
                3);
        var clock = Clock.systemUTC();
        return new QmtSource(settings, new MarketHours(Calendars.packaged(), true, clock), clock, executor);
    }

    /** Waits until each of them has come, in any order. */
    @SafeVarargs
    private final void await(Predicate<Object>... wanted) throws InterruptedException {
        var missing = new ArrayList<>(List.of(wanted));
        var others = new ArrayList<Object>();
        while (!missing.isEmpty()) {
            var next = told.poll(100, TimeUnit.SECONDS);
            assertThat(next).as("what is waited for, after " + others).isNotNull();
            if (!missing.removeIf(predicate -> predicate.test(next))) others.add(next);
        }
    }
}

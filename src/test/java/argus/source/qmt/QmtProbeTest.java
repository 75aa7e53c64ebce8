package argus.source.qmt;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Symbol;
import argus.source.qmt.link.BridgeLink;
import argus.source.qmt.link.BridgeRefusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class QmtProbeTest {
    private static final String TICKS =
            "{\"data\":{\"600519.SH\":{\"time\":1740965405000,\"lastPrice\":1450.5,\"openInt\":13}}}";
    private static final String BARS =
            "{\"data\":{\"600519.SH\":[{\"index\":\"20250303093100\",\"open\":1,\"high\":1,\"low\":1,\"close\":1}]}}";

    private final ScriptedLink link = new ScriptedLink();
    private final List<String> said = new ArrayList<>();
    private Optional<String> pushed = Optional.of(TICKS);

    @Test
    void everythingThatAnswersIsShown() throws InterruptedException {
        link.answer("/api/meta/health", "{}");
        link.answer("/api/full_tick", TICKS);
        link.answer("/api/meta/connection_status", "{\"connected\":true}");
        link.answer("/api/instrument_detail", "{\"data\":{\"InstrumentName\":\"" + "x".repeat(400) + "\"}}");
        link.answer("/api/market/history_ex", BARS);
        assertThat(probe("auto").run(List.of(), said::add)).isTrue();
        assertThat(said)
                .hasSize(11)
                .contains(
                        "bridge: localhost:8000", "dialect: qmt-bridge, /api/full_tick", "client: {\"connected\":true}")
                .anyMatch(line -> line.startsWith("ticks: 1, such as QmtTick[code=600519.SH")
                        && line.contains("last=1450.5")
                        && line.contains("CONTINUOUS"))
                .anyMatch(line -> line.startsWith("bars of 1m: such as Bar[symbol=600519.SH"))
                .anyMatch(line -> line.startsWith("/ws/whole_quote pushes: 1, such as"));
        assertThat(link.sockets).allMatch(socket -> socket.closed);
    }

    @Test
    void aPartThatFailsEndsNothing() throws InterruptedException {
        link.answer("/api/full_tick", "{\"data\":{}}");
        link.fail("/api/meta/connection_status", new BridgeRefusal(503, "no client"));
        link.answer("/api/market/market_data_ex", "{\"data\":{}}");
        pushed = Optional.empty();
        assertThat(probe("qmt-bridge").run(List.of(new Symbol("600519.SH")), said::add))
                .isFalse();
        assertThat(said)
                .contains("client: FAILED, the bridge answers 503: no client", "/ws/realtime: open")
                .anyMatch(line -> line.startsWith("ticks: FAILED, no tick in {\"data\":{}}"))
                .anyMatch(line -> line.startsWith("bars of 1d: none in"))
                .anyMatch(line -> line.startsWith("/ws/realtime pushes: FAILED, nothing came within"));
    }

    @Test
    void aBridgeThatIsNotThereIsAllThatIsSaid() throws InterruptedException {
        assertThat(probe("auto").run(List.of(), said::add)).isFalse();
        assertThat(said).hasSize(2).last().asString().startsWith("dialect: FAILED");
        assertThat(probe("auto").run(List.of(new Symbol("AAPL.US")), said::add)).isFalse();
        assertThat(said).last().isEqualTo("QMT has none of [AAPL.US]");
    }

    @Test
    void theDialectOfArgusHasOnlyTicks() throws InterruptedException {
        link.answer("/api/v1/latest_market_data", TICKS);
        assertThat(probe("argus").run(List.of(), said::add)).isTrue();
        assertThat(said).hasSize(4).last().isEqualTo("sockets and bars: this dialect has none");
    }

    @Test
    void aSocketThatIsRefusedOrEndsIsAFailure() throws InterruptedException {
        link.answer("/api/full_tick", TICKS);
        link.opensSockets = false;
        assertThat(probe("qmt-bridge").run(List.of(), said::add)).isFalse();
        assertThat(said).contains("/ws/realtime: FAILED, nobody answers at the address of the bridge");
        link.opensSockets = true;
        pushed = Optional.of("cut");
        assertThat(probe("qmt-bridge").run(List.of(), said::add)).isFalse();
        assertThat(said).contains("/ws/whole_quote pushes: FAILED, cut");
    }

    private QmtProbe probe(String flavor) {
        var settings = new QmtSettings(
                "localhost",
                8000,
                Optional.empty(),
                Optional.empty(),
                flavor,
                Duration.ofSeconds(3),
                100,
                Duration.ofSeconds(30),
                0,
                Duration.ofSeconds(1),
                3);
        return new QmtProbe(settings, new Pushing(), Duration.ofMillis(50));
    }

    /** The scripted link, whose sockets speak as soon as they are open. */
    private final class Pushing implements BridgeLink {
        @Override
        public CompletionStage<String> get(String path) {
            return link.get(path);
        }

        @Override
        public CompletionStage<Line> open(String path, String request, Listener listener) {
            var line = link.open(path, request, listener);
            if (link.opensSockets && pushed.isPresent()) {
                if (pushed.get().equals("cut")) link.last().cut();
                else link.last().push(pushed.get());
            }
            return line;
        }
    }
}

package argus.source.tdx;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Symbol;
import argus.source.tdx.FakeTdxServer.Mood;
import argus.source.tdx.link.LinkSettings;
import argus.source.tdx.link.ServerAddress;
import argus.source.tdx.wire.AnswerBodies;
import argus.source.tdx.wire.Command;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What somebody with a real server sees first. */
@Timeout(60)
class TdxProbeTest {
    private final List<String> lines = new ArrayList<>();

    private static TdxProbe probe(ServerAddress... servers) {
        var second = Duration.ofSeconds(1);
        var links = new LinkSettings(List.of(servers), 1, 100, Duration.ofMillis(300), second, second, 3);
        return new TdxProbe(new TdxSettings(links, second, 80, 0, 0));
    }

    private static ServerAddress address(FakeTdxServer server) {
        return ServerAddress.of(server.address(), 7709);
    }

    @Test
    void eachPartIsShownAndWhatFailsIsSaid() throws Exception {
        try (var server = new FakeTdxServer()) {
            server.quotes(code -> AnswerBodies.quote(code, 919, 14_042_282, 1_000));
            server.answer(Command.BARS, request -> new byte[] {0x20, 0x03});
            assertThat(probe(address(server)).run(List.of(), lines::add)).isFalse();
        }
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("logged in", "本机主站"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("quotes by QUOTES:", "2 records", "600000"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("QUOTE_SINGLE: failed: no answer"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("category DAY: cannot be read: 800"));
        assertThat(lines).anySatisfy(line -> assertThat(line).contains("list of market 1: 2 bytes, 0 records"));
        assertThat(lines).filteredOn(line -> line.startsWith("connecting")).hasSizeGreaterThan(1);
    }

    @Test
    void aServerThatIsNotThereIsSaidToBeSo() throws Exception {
        int port;
        try (var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = nobody.getLocalPort();
        }
        assertThat(probe(ServerAddress.of("127.0.0.1:" + port, 7709)).run(List.of(), lines::add))
                .isFalse();
        assertThat(lines).hasSize(2).last().asString().contains("failed");
    }

    @Test
    void aServerThatIsSilentIsSaidToBeSo() throws Exception {
        try (var server = new FakeTdxServer().mood(Mood.SILENT)) {
            assertThat(probe(address(server)).run(List.of(), lines::add)).isFalse();
        }
        assertThat(lines).last().asString().contains("no answer within 300 ms");
    }

    @Test
    void withoutServersOrSymbolsThereIsNothingToProbe() throws Exception {
        assertThat(probe().run(List.of(), lines::add)).isFalse();
        assertThat(probe().run(List.of(new Symbol("AAPL.US")), lines::add)).isFalse();
        assertThat(lines).containsExactly("no server: set argus.datasource.tdx-servers", "no symbol that TDX has");
    }
}

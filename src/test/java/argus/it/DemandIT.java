package argus.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Only what somebody wants is polled. */
@ExtendWith(SharedServer.class)
class DemandIT {
    private static final String WANTED = "sources.simulated.wanted";
    private static final String EVENTS = "sources.simulated.events";

    private final ArgusServer server;

    DemandIT(ArgusServer server) {
        this.server = server;
    }

    @Test
    void aSymbolIsPolledWhileSomebodyWantsItAndNoLonger() throws Exception {
        try (var watcher = new Watcher(server)) {
            watcher.await(WANTED, count -> count == 0); // what the tests before wanted has been given back
            var quiet = watcher.figure(EVENTS);

            try (var first = TestClient.open(server.socket("/"));
                    var second = TestClient.open(server.socket("/"))) {
                assertThat(watcher.figure(EVENTS)).isEqualTo(quiet);
                for (var client : new TestClient[] {first, second}) {
                    client.send(
                            "{\"type\":\"subscribe\",\"symbols\":[\"601318.SH\",\"601398.SH\"],\"data_type\":\"quote\"}");
                    for (int n = 0; n < 4; n++) client.await("market_data");
                }
                assertThat(watcher.figure(WANTED)).isEqualTo(2);

                first.send("{\"type\":\"unsubscribe\",\"symbols\":[\"601318.SH\",\"601398.SH\"]}");
                for (int n = 0; n < 2; n++) first.await("unsubscribe_response");
                assertThat(watcher.figure(WANTED)).isEqualTo(2); // the other still wants both

                second.send("{\"type\":\"unsubscribe\",\"symbol\":\"601318.SH\"}");
                second.await("unsubscribe_response");
                watcher.await(WANTED, count -> count == 1);
            }
            watcher.await(WANTED, count -> count == 0); // a client that leaves wants nothing any more
            var stopped = watcher.await(EVENTS, new Settled());
            assertThat(stopped).isGreaterThan(quiet);
        }
    }

    /** Whether a figure was the same for twenty looks, two intervals of the source. */
    private static final class Settled implements Predicate<Long> {
        private long last = -1;
        private int same;

        @Override
        public boolean test(Long figure) {
            same = figure == last ? same + 1 : 0;
            last = figure;
            return same == 20;
        }
    }
}

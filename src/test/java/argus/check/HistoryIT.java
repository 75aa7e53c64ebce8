package argus.check;

import static org.assertj.core.api.Assertions.assertThat;

import argus.it.ArgusServer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Clients that read slowly, leave, come back and change their minds, with every option of the protocol at random, for a minute
 * or as long as {@code argus.history.minutes} says; then the proof that everything any of them saw was right.
 */
class HistoryIT {
    private static final Logger LOG = System.getLogger(HistoryIT.class.getName());
    private static final Path FOLDER = Path.of("target", "history").toAbsolutePath();

    @Test
    void everythingAnyClientSawFollowsFromWhatTheSourceGave() throws Exception {
        long seed = Long.getLong("argus.history.seed", 11);
        int clients = Integer.getInteger("argus.history.clients", 16);
        int minutes = Integer.getInteger("argus.history.minutes", 1);
        var tape = Files.createDirectories(FOLDER.resolve("tape-" + seed));
        new Tape(seed).write(tape);
        try (var server = ArgusServer.with().yaml(settings(tape)).start()) {
            for (int round = 0; round < minutes; round++) {
                var log = FOLDER.resolve("history-" + seed + "-" + round + ".gz");
                HistoryRun.run(server.socket("/ws"), seed, round, clients, Duration.ofMinutes(1), log);
                var findings = HistoryCheck.check(log);
                LOG.log(Level.INFO, "round {0}: {1}", round, findings);
                assertThat(findings.faults())
                        .as("seed %d, round %d, %s: %s", seed, round, log, findings)
                        .isEmpty();
                assertThat(findings.looked()).as("seed %d: %s", seed, findings).isTrue();
                if (round > 0) Files.delete(log);
            }
        }
    }

    /** Small enough that slow clients miss something, and that some come back too late. */
    private static String settings(Path tape) {
        return """
                argus:
                  server:
                    outbox-budget: 262144
                    send-timeout: 8s
                  history:
                    resume-bytes: 512KiB
                  datasource:
                    source-type: recorded
                    recorded:
                      path: "%s"
                """
                .formatted(tape);
    }
}

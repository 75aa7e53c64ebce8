package argus.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The proof of a history: first what was accepted, then each client against that. */
final class HistoryCheck {
    private HistoryCheck() {}

    /** Reads a log twice and tells what it found. */
    static Findings check(Path log) throws IOException {
        var findings = new Findings();
        var witness = new Witness(findings);
        HistoryLog.read(log, entry -> {
            if (entry.kind() == Entry.Kind.MADE) findings.count("seed", JsonValues.number(entry.body(), "seed"));
            witness.follow(entry);
        });
        var accepted = witness.accepted();
        new TapeProof(new Tape(findings.counted("seed")), findings).check(accepted);
        Map<String, ClientProof> clients = new HashMap<>();
        HistoryLog.read(log, entry -> {
            if (entry.byWitness() || entry.kind() == Entry.Kind.MADE) return;
            clients.computeIfAbsent(entry.client(), name -> new ClientProof(accepted, findings))
                    .follow(entry);
        });
        return findings;
    }
}

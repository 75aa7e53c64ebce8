package argus.check;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The history checker by hand, for hours and against a service that runs already.
 *
 * <ul>
 *   <li>{@code tape SEED DIRECTORY} writes what the service has to play (source {@code recorded}, with that path)
 *   <li>{@code run SEED ws://host:port/ws MINUTES CLIENTS DIRECTORY} makes histories there, one each minute, and checks each; those
 *       without a fault are deleted. It ends at the first fault
 *   <li>{@code check FILE} checks a history again
 * </ul>
 */
public final class HistoryTool {
    private HistoryTool() {}

    /** Ends with 1 where there is a fault. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var given = List.of(arguments);
        boolean good =
                switch (given.isEmpty() ? "" : given.get(0)) {
                    case "tape" -> tape(Long.parseLong(given.get(1)), Path.of(given.get(2)));
                    case "run" -> run(
                            Long.parseLong(given.get(1)),
                            URI.create(given.get(2)),
                            Integer.parseInt(given.get(3)),
                            Integer.parseInt(given.get(4)),
                            Path.of(given.get(5)));
                    case "check" -> check(Path.of(given.get(1)));
                    default -> throw new IllegalArgumentException(
                            "tape SEED DIRECTORY | run SEED URL MINUTES CLIENTS DIRECTORY | check FILE");
                };
        System.exit(good ? 0 : 1);
    }

    private static boolean tape(long seed, Path directory) throws IOException {
        new Tape(seed).write(directory);
        return true;
    }

    private static boolean run(long seed, URI address, int minutes, int clients, Path directory)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        for (int round = 0; round < minutes; round++) {
            var log = directory.resolve("history-" + seed + "-" + round + ".gz");
            HistoryRun.run(address, seed, round, clients, Duration.ofMinutes(1), log);
            System.out.print("round " + round + ": ");
            if (!check(log)) return false;
            Files.delete(log);
        }
        return true;
    }

    private static boolean check(Path log) throws IOException {
        var findings = HistoryCheck.check(log);
        System.out.println(findings);
        return findings.faults().isEmpty();
    }
}

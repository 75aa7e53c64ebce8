package argus.web;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** Runs tests of the JavaScript client with the Node of this machine; skipped where there is none that is new enough. */
final class NodeTests {
    private static final Path HOME = Path.of("clients/js/test");
    private static final int OLDEST = 18;
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.");
    private static final Pattern PASSED = Pattern.compile("(?m)^\\S+ pass (\\d+)$");

    private NodeTests() {}

    /**
     * Runs the test files of one folder and fails with what they said unless all passed.
     *
     * @param folder below {@code clients/js/test}
     * @return how many passed
     */
    static int run(String folder, Map<String, String> environment, Duration patience)
            throws IOException, InterruptedException {
        var node = System.getProperty("argus.node", "node");
        Assumptions.assumeTrue(
                version(node) >= OLDEST,
                "The JavaScript client is not tested: Node " + OLDEST
                        + " or newer is not on the path. Install it, or name" + " it by -Dargus.node=");
        var command = new ArrayList<>(List.of(node, "--test"));
        command.addAll(files(HOME.resolve(folder)));
        var log = Files.createTempFile(Path.of("target"), "node-tests-", ".log");
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        process.environment().putAll(environment);
        int code = finish(process.start(), patience);
        var said = Files.readString(log);
        assertThat(code).as(said).isZero();
        var passed = PASSED.matcher(said);
        if (!passed.find()) {
            fail("nothing is said of tests that passed:\n" + said);
        }
        return Integer.parseInt(passed.group(1));
    }

    private static List<String> files(Path folder) throws IOException {
        try (var list = Files.list(folder)) {
            return list.map(Path::toString)
                    .filter(name -> name.endsWith(".test.js"))
                    .sorted()
                    .toList();
        }
    }

    private static int finish(Process process, Duration patience) throws InterruptedException {
        try {
            return process.waitFor(patience.toMillis(), MILLISECONDS) ? process.exitValue() : -1;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static int version(String node) throws InterruptedException {
        try {
            var process = new ProcessBuilder(node, "--version").start();
            var said = VERSION.matcher(new String(process.getInputStream().readAllBytes()));
            process.waitFor();
            return said.find() ? Integer.parseInt(said.group(1)) : 0;
        } catch (IOException e) {
            return 0; // there is no such program
        }
    }
}

package argus.it;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tests of the Python client, with a real server besides the scripted ones. */
@ExtendWith(SharedServer.class)
class PythonClientIT {
    private static final Path CLIENT = Path.of("clients", "python").toAbsolutePath();
    private static final Path OUTPUT = Path.of("target", "python-client.log");

    private final ArgusServer server;

    PythonClientIT(ArgusServer server) {
        this.server = server;
    }

    @Test
    void itsTestsPass() throws Exception {
        var python = python();
        assumeTrue(
                python.isPresent(), "no python3 from 3.11 on has the package websockets (Debian: python3-websockets)");
        var builder = new ProcessBuilder(python.get(), "-m", "unittest", "--verbose").directory(CLIENT.toFile());
        builder.environment().put("PYTHONPATH", CLIENT.resolve("src").toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("ARGUS_URL", server.socket("/ws").toString());
        var tests = builder.redirectErrorStream(true)
                .redirectOutput(OUTPUT.toFile())
                .start();
        try {
            assertThat(tests.waitFor(8, MINUTES)).as("ended, see " + OUTPUT).isTrue();
        } finally {
            tests.destroyForcibly();
        }
        var said = Files.readString(OUTPUT);
        assertThat(tests.exitValue()).as(said).isZero();
        assertThat(said).contains("test_the_examples_run").doesNotContain("skipped");
    }

    private static Optional<String> python() throws InterruptedException {
        for (var name : List.of("/usr/bin/python3", "python3")) {
            try {
                var probe = new ProcessBuilder(
                                name, "-c", "import sys, websockets; sys.exit(sys.version_info < (3, 11))")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (probe.waitFor() == 0) return Optional.of(name);
            } catch (IOException e) {
                continue; // there is none of this name
            }
        }
        return Optional.empty();
    }
}

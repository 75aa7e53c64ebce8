package argus.source.qmt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bridge that is shipped, as a process of its own in its fake mode. */
public final class BridgeScript implements AutoCloseable {
    static final Path DIRECTORY = Path.of("clients", "qmt-bridge").toAbsolutePath();

    private final Process process;
    private final int port;

    private BridgeScript(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The command of a Python that can run it, if there is one. */
    public static Optional<String> python() throws InterruptedException {
        for (var name : List.of("/usr/bin/python3", "python3")) {
            try {
                var probe = new ProcessBuilder(name, "-c", "import sys; sys.exit(sys.version_info < (3, 8))")
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

    /**
     * Starts it and returns when it listens.
     *
     * @param port 0 for any
     * @param arguments beside the port
     */
    public static BridgeScript start(int port, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                python().orElseThrow(),
                "-B",
                DIRECTORY.resolve("qmt_bridge.py").toString(),
                "--port",
                Integer.toString(port)));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var line = said.readLine();
        if (line == null || !line.startsWith("listening on")) {
            process.destroyForcibly();
            throw new IOException("the bridge did not start: " + line);
        }
        return new BridgeScript(process, Integer.parseInt(line.substring(line.lastIndexOf(':') + 1)));
    }

    public int port() {
        return port;
    }

    /** Kills it: what was connected is cut. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

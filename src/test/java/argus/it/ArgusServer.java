package argus.it;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The application in a container process of its own, on free ports of the loopback address, with the coverage agent of
 * the build. Ready when {@link Setup#start} returns. Thread-safe.
 */
public final class ArgusServer implements AutoCloseable {
    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);
    private static final AtomicInteger STARTED = new AtomicInteger();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path home;
    private final int port;
    private final int adminPort;

    private ArgusServer(Process process, Path home, int port, int adminPort) {
        this.process = process;
        this.home = home;
        this.port = port;
        this.adminPort = adminPort;
    }

    /** Begins the description of a server. */
    public static Setup with() {
        return new Setup();
    }

    /** A path of the application's port, as {@code http://}. */
    public URI http(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** A path of the application's port, as {@code ws://}. */
    public URI socket(String path) {
        return URI.create("ws://127.0.0.1:" + port + path);
    }

    /** A path of the port for metrics and administration, as {@code http://}; Liberty only. */
    public URI admin(String path) {
        return URI.create("http://127.0.0.1:" + adminPort + path);
    }

    /** Fetches a path of the application's port. */
    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(http(path)).timeout(Duration.ofSeconds(10));
        return http.send(request.build(), ofString());
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** What the process wrote, as far as it has. */
    public String log() throws IOException {
        return Files.readString(logFile());
    }

    /** What each thread is doing, as {@code jcmd} shows it. */
    public String stacks() throws IOException, InterruptedException {
        long server = Stream.concat(
                        process.toHandle().descendants(), Stream.of(process.toHandle())) // a script may have started it
                .filter(one -> one.info().command().orElse("").endsWith("java"))
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElseThrow();
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        var printed = home.resolve("stacks.txt");
        new ProcessBuilder(jcmd.toString(), Long.toString(server), "Thread.print")
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start()
                .waitFor();
        return Files.readString(printed);
    }

    public Path logFile() {
        return home.resolve("console.log");
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** Sends SIGTERM and waits for no end. */
    public void terminate() {
        process.destroy();
    }

    /**
     * Waits for the process to end.
     *
     * @return the exit code
     * @throws IOException if it still runs after that time
     */
    public int exitCode(Duration timeout) throws IOException, InterruptedException {
        if (!process.waitFor(timeout.toMillis(), MILLISECONDS)) {
            throw new IOException("the server still runs after " + timeout + ", log in " + logFile());
        }
        return process.exitValue();
    }

    /**
     * Sends SIGTERM and waits for the end.
     *
     * @return the exit code
     * @throws IOException if it does not end
     */
    public int stop() throws IOException, InterruptedException {
        terminate();
        return exitCode(STOP_TIMEOUT);
    }

    /** Stops the server if it runs; one that does not stop is killed, and that is an error. */
    @Override
    public void close() throws IOException {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the server stopped");
        } finally {
            process.destroyForcibly();
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (!ready()) {
            var ended = process.waitFor(100, MILLISECONDS);
            if (ended || Container.current().refused(log()) || System.nanoTime() > deadline) {
                process.destroyForcibly().waitFor(10, SECONDS);
                throw new IOException("the server " + (ended ? "ended" : "is not ready") + ", its log:\n" + log());
            }
        }
    }

    private boolean ready() throws InterruptedException {
        try {
            return get("/health/ready").statusCode() == 200;
        } catch (IOException e) {
            return false; // nobody listens yet
        }
    }

    /** What is to be different from the server as shipped. */
    public static final class Setup {
        private final Map<String, String> environment = new TreeMap<>();
        private final List<String> jvmOptions = new ArrayList<>();
        private Path war = Path.of(Container.property("argus.war"));
        private String yaml = "";

        private Setup() {}

        /** Sets an environment variable. */
        public Setup environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** Adds an option of the Java virtual machine, after those of the repository. */
        public Setup jvm(String option) {
            jvmOptions.add(option);
            return this;
        }

        /** Gives it a configuration file with this text. */
        public Setup yaml(String text) {
            yaml = text;
            return this;
        }

        /** Gives it another archive than the one the build made. */
        public Setup war(Path file) {
            war = file;
            return this;
        }

        /**
         * Starts the server.
         *
         * @throws IOException if it ends or is not ready in time; the message holds its log
         */
        public ArgusServer start() throws IOException, InterruptedException {
            var name = Container.current().name().toLowerCase(Locale.ROOT) + "-" + STARTED.incrementAndGet();
            var home = emptied(Path.of("target", "servers", name).toAbsolutePath());
            var ports = freePorts();
            var env = new TreeMap<>(Map.of(
                    "WEBSOCKET_HOST",
                    "127.0.0.1",
                    "WEBSOCKET_PORT",
                    Integer.toString(ports.get(0)),
                    "METRICS_HOST",
                    "127.0.0.1",
                    "METRICS_PORT",
                    Integer.toString(ports.get(1)),
                    // what 'server create' would make up; without it Liberty logs an error at every start
                    "ltpa_keys_password",
                    "integration-tests",
                    // not ready before the application's own checks are there
                    "MP_HEALTH_DEFAULT_READINESS_EMPTY_RESPONSE",
                    "DOWN",
                    "ARGUS_CONFIG",
                    Files.writeString(home.resolve("argus.yaml"), yaml).toString()));
            env.putAll(environment);
            var options = new ArrayList<>(jvmOptions);
            var agent = System.getProperty("argus.agent", "");
            if (agent.startsWith("-javaagent:")) options.add(agent);
            var command = Container.current().lay(home, war.toAbsolutePath(), options, env);
            var builder = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("console.log").toFile());
            // what is set in a developer's shell must not change what is tested
            builder.environment()
                    .keySet()
                    .retainAll(Set.of("PATH", "HOME", "JAVA_HOME", "LANG", "LC_ALL", "TMPDIR", "TZ"));
            builder.environment().putAll(env);
            var server = new ArgusServer(builder.start(), home, ports.get(0), ports.get(1));
            server.awaitReady();
            return server;
        }

        private static Path emptied(Path folder) throws IOException {
            if (Files.exists(folder)) {
                try (var left = Files.walk(folder)) {
                    for (var file : left.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
                }
            }
            return Files.createDirectories(folder);
        }

        private static List<Integer> freePorts() throws IOException {
            var loopback = InetAddress.getByName("127.0.0.1");
            try (var first = new ServerSocket(0, 1, loopback);
                    var second = new ServerSocket(0, 1, loopback)) {
                return List.of(first.getLocalPort(), second.getLocalPort());
            }
        }
    }
}

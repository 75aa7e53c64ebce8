package argus.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The product a server is made of; the build names it by the system property {@code argus.container}. */
public enum Container {
    /** Open Liberty with the server configuration of the repository. */
    LIBERTY {
        @Override
        List<String> lay(Path home, Path war, List<String> jvmOptions, Map<String, String> environment)
                throws IOException {
            var server = Files.createDirectories(home.resolve("servers/argus"));
            for (var name : List.of("server.xml", "bootstrap.properties", "server.env")) {
                var shipped = Path.of("liberty", name);
                if (Files.exists(shipped)) Files.copy(shipped, server.resolve(name));
            }
            var shippedOptions = Files.readAllLines(Path.of("liberty/jvm.options"));
            Files.write(
                    server.resolve("jvm.options"),
                    Stream.concat(shippedOptions.stream(), jvmOptions.stream()).toList());
            Files.copy(war, Files.createDirectories(server.resolve("apps")).resolve("argus.war"));
            environment.put("WLP_USER_DIR", home.toString());
            return List.of(property("argus.liberty") + "/bin/server", "run", "argus");
        }
    },

    /** Payara Micro without clustering. */
    PAYARA {
        @Override
        List<String> lay(Path home, Path war, List<String> jvmOptions, Map<String, String> environment)
                throws IOException {
            var listener =
                    "set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.";
            var commands = home.resolve("before-boot.txt");
            Files.writeString(
                    commands,
                    listener + "address=" + environment.get("WEBSOCKET_HOST") + "\n" + listener + "port="
                            + environment.get("WEBSOCKET_PORT") + "\n",
                    StandardCharsets.UTF_8);
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            return Stream.of(
                            Stream.of(java),
                            jvmOptions.stream(),
                            Stream.of("-jar", property("argus.payara"), "--nocluster", "--disablephonehome"),
                            Stream.of("--prebootcommandfile", commands.toString()),
                            Stream.of("--rootdir", home.resolve("root").toString()),
                            Stream.of("--contextroot", "/", "--deploy", war.toString()))
                    .flatMap(part -> part)
                    .toList();
        }
    };

    /** Whether this log says that the application cannot be deployed. */
    boolean refused(String log) {
        return Stream.of("CWWKZ0002E", "SRVE0265E", "Failed to deploy").anyMatch(log::contains);
    }

    /** Prepares an empty folder for one server and gives the command that runs it in the foreground. */
    abstract List<String> lay(Path home, Path war, List<String> jvmOptions, Map<String, String> environment)
            throws IOException;

    /** The container this build tests. */
    public static Container current() {
        return valueOf(property("argus.container").toUpperCase(Locale.ROOT));
    }

    static String property(String name) {
        var value = System.getProperty(name);
        if (value == null) {
            throw new UncheckedIOException(
                    new IOException(name + " is not set: integration tests run by 'mvn verify', not alone"));
        }
        return value;
    }
}

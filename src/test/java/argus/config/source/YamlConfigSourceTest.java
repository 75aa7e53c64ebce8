package argus.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import argus.config.key.ConfigException.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlConfigSourceTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "argus:\n  server:\n    max-connections: 5",
                "argus: {server: {max_connections: 5}}",
                "server:\n  max_connections: 5",
                "server.max-connections: 5",
                "argus.server.max-connections: '5'",
                "---\nserver: {max-connections: !!int 5}\n...",
            })
    void nestedFlatOldAndNewSpellingAreTheSame(String yaml) throws IOException {
        assertThat(read(yaml).getProperties()).isEqualTo(Map.of("argus.server.max-connections", "5"));
    }

    @Test
    void textsAreTakenAsTheyStand() throws IOException {
        var source = read(
                """
                server: {host: 010.1, port: 0x10, ping-timeout: 1.10}
                security: {auth-token: "true\\n", allowed-origins: [a, "b,c", 'd\\e']}
                """);

        assertThat(source.getProperties())
                .containsEntry("argus.server.host", "010.1")
                .containsEntry("argus.server.port", "0x10")
                .containsEntry("argus.server.ping-timeout", "1.10")
                .containsEntry("argus.security.auth-token", "true\n")
                .containsEntry("argus.security.allowed-origins", "a,b\\,c,d\\\\e");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "# only a comment\n",
                "~",
                "null",
                "---\n",
                "server:\nhistory:\n",
                "argus:\n  server:\n"
            })
    void emptyFileAndEmptySectionSetNothing(String yaml) throws IOException {
        var source = read(yaml);

        assertThat(source.faults()).isEmpty();
        assertThat(source.getProperties().values()).allMatch(String::isEmpty);
    }

    @Test
    void misspeltNameIsToldEvenWithoutAValue() throws IOException {
        assertThat(read("server:\n  max-conections:\n").getPropertyNames()).contains("argus.server.max-conections");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server: {port: 1 | line 1, column 17 | is not YAML",
                "a: b: c | line 1, column 5 | mapping values",
                "server: \"open | line 1 | is not YAML",
                "just text | line 1 | keys and values",
                "[a, b] | line 1 | keys and values",
                "*nobody | line 1 | alias",
            })
    void syntaxErrorNamesFileAndPlace(String yaml, String place, String problem) throws IOException {
        var source = read(yaml.strip());

        assertThat(source.getProperties()).isEmpty();
        assertThat(source.faults())
                .singleElement()
                .asString()
                .contains(directory.resolve("argus.yaml").toString())
                .contains(place)
                .contains(problem);
    }

    @Test
    void tabIsASyntaxErrorWithItsLine() throws IOException {
        assertThat(read("server:\n\tport: 1\n").faults())
                .singleElement()
                .asString()
                .contains("line 2, column 1");
    }

    @Test
    void nameSetTwiceIsAFault() throws IOException {
        assertThat(read("server:\n  max-connections: 5\n  max_connections: 6\n").faults())
                .singleElement()
                .asString()
                .contains("argus.server.max-connections", "line 3", "is set already in line 2");
    }

    @Test
    void listOfListsIsAFault() throws IOException {
        assertThat(read("security: {allowed-origins: [[a], {b: c}, null]}").faults())
                .hasSize(3)
                .allSatisfy(fault -> assertThat(fault.toString()).contains("plain values only"));
    }

    @Test
    void endlessNestingIsAFault() throws IOException {
        assertThat(read("server: &again\n  more: *again\n").faults())
                .isNotEmpty()
                .anySatisfy(fault -> assertThat(fault.problem()).contains("nested too deeply"));
    }

    @Test
    void keyThatIsNoTextIsUnknown() throws IOException {
        assertThat(read("[1, 2]: x").getPropertyNames()).containsExactly("argus.?");
    }

    @Test
    void fileThatIsNotTextIsAFault() throws IOException {
        var file = Files.write(
                directory.resolve("argus.yaml"), "server: {host: Zürich}".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(new YamlConfigSource(file).faults())
                .singleElement()
                .asString()
                .contains("is not UTF-8 text");
    }

    @Test
    void controlCharacterIsAFault() throws IOException {
        assertThat(read("server: {host: a\u0001b}").faults())
                .singleElement()
                .asString()
                .contains("is not YAML");
    }

    @Test
    void directoryIsNoFile() {
        assertThat(new YamlConfigSource(directory).faults())
                .singleElement()
                .asString()
                .contains("cannot be read");
    }

    @Test
    void formerNameIsReadAsTheNameOfToday() throws IOException {
        assertThat(read("monitoring: {metrics_port: 9091}").getValue("argus.server.admin-port"))
                .isEqualTo("9091");
    }

    @Test
    void originNamesFileAndLine() throws IOException {
        var source = read("server:\n  port: 1\n");

        assertThat(source.origin("argus.server.port")).endsWith("argus.yaml line 2");
        assertThat(source.origin("argus.server.host")).endsWith("argus.yaml");
        assertThat(source.getOrdinal()).isBetween(101, 289);
    }

    @Test
    void usualFileLiesBesideTheServerAndMayBeMissing() throws IOException {
        var properties = Map.of("user.dir", directory.toString());
        var missing = YamlConfigSource.locate(properties::get, name -> null);
        Files.createDirectories(directory.resolve("config"));
        Files.writeString(directory.resolve("config/argus.yaml"), "server: {port: 1}");
        var there = YamlConfigSource.locate(properties::get, name -> null);

        assertThat(missing.file()).isEqualTo(directory.resolve("config/argus.yaml"));
        assertThat(missing.faults()).isEmpty();
        assertThat(there.values()).containsEntry("argus.server.port", "1");
    }

    @Test
    void usualFileIsLookedForInTheServersConfigurationToo() throws IOException {
        var properties = Map.of(
                "user.dir", directory.resolve("elsewhere").toString(), "server.config.dir", directory.toString());
        Files.createDirectories(directory.resolve("config"));
        Files.writeString(directory.resolve("config/argus.yaml"), "server: {port: 1}");

        assertThat(YamlConfigSource.locate(properties::get, name -> null).values())
                .isNotEmpty();
    }

    @Test
    void namedFileMustExist() throws IOException {
        var properties = Map.of("user.dir", directory.toString());
        var environment = Map.of("ARGUS_CONFIG", "mine.yaml");

        assertThat(YamlConfigSource.locate(properties::get, environment::get).faults())
                .containsExactly(new Fault(
                        "argus.config",
                        "mine.yaml",
                        null,
                        "there is no such file; looked for [" + directory.resolve("mine.yaml") + "]"));

        Files.writeString(directory.resolve("mine.yaml"), "server: {port: 2}");
        assertThat(YamlConfigSource.locate(properties::get, environment::get).values())
                .containsEntry("argus.server.port", "2");
    }

    @Test
    void propertyThatNamesTheFileIsStrongerThanTheVariable() throws IOException {
        var file = Files.writeString(directory.resolve("p.yaml"), "");
        var properties = Map.of("user.dir", directory.toString(), "argus.config", file.toString());
        var environment = Map.of("ARGUS_CONFIG", "mine.yaml");

        assertThat(YamlConfigSource.locate(properties::get, environment::get).file())
                .isEqualTo(file);
    }

    private YamlConfigSource read(String yaml) throws IOException {
        return new YamlConfigSource(Files.writeString(directory.resolve("argus.yaml"), yaml));
    }
}

package argus.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.config.ArgusConfig;
import argus.config.LoggingConfig;
import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.ErrorManager;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoggingTest {
    private static final System.Logger LOG = System.getLogger("argus.boot.LoggingTest");

    @TempDir
    Path directory;

    @Test
    void aFileGetsWhatIsLoggedBelowArgusWithParametersFilledIn() throws Exception {
        try (var logging = Logging.start(config(Map.of()))) {
            LOG.log(Level.WARNING, "source {0} is {1}", "tape", "STALE");
        }
        assertThat(lines("argus.log"))
                .singleElement()
                .asString()
                .matches("\\d{4}-.*Z WARNING \\[.+] argus\\.boot\\.LoggingTest: source tape is STALE");
    }

    @Test
    void linesBelowTheLevelAreLeftOut() throws Exception {
        try (var logging = Logging.start(config(Map.of("level", "WARNING")))) {
            LOG.log(Level.INFO, "quiet");
            LOG.log(Level.ERROR, "loud");
        }
        assertThat(lines("argus.log"))
                .singleElement()
                .asString()
                .contains("ERROR")
                .endsWith("loud");
    }

    @ParameterizedTest
    @CsvSource({"TRACE,5", "DEBUG,4", "INFO,3", "WARNING,2", "ERROR,1", "OFF,0"})
    void everyLevelLetsThroughItselfAndWorse(String level, int count) throws Exception {
        try (var logging = Logging.start(config(Map.of("level", level, "format", "%(levelname)s")))) {
            for (var each : List.of(Level.TRACE, Level.DEBUG, Level.INFO, Level.WARNING, Level.ERROR)) {
                LOG.log(each, "x");
            }
        }
        assertThat(lines("argus.log"))
                .isEqualTo(List.of("TRACE", "DEBUG", "INFO", "WARNING", "ERROR").subList(5 - count, 5));
    }

    @Test
    void whatOthersLogStaysOutOfTheFile() throws Exception {
        try (var logging = Logging.start(config(Map.of()))) {
            System.getLogger("com.container").log(Level.WARNING, "not ours");
        }
        assertThat(lines("argus.log")).isEmpty();
    }

    @Test
    void everythingIsAsBeforeAfterTheEnd() throws Exception {
        var root = java.util.logging.Logger.getLogger("argus");
        var level = root.getLevel();
        int handlers = root.getHandlers().length;
        try (var logging = Logging.start(config(Map.of("level", "OFF")))) {
            assertThat(LOG.isLoggable(Level.ERROR)).isFalse();
        }
        assertThat(root.getLevel()).isEqualTo(level);
        assertThat(root.getHandlers()).hasSize(handlers);
        LOG.log(Level.WARNING, "after the end");
        assertThat(lines("argus.log")).isEmpty();
    }

    @Test
    void aLoggerThatTheContainerGaveALevelOfItsOwnIsBroughtIntoLineAndGivenBack() {
        var stubborn = java.util.logging.Logger.getLogger("argus.boot.stubborn");
        var foreign = java.util.logging.Logger.getLogger("argusson");
        foreign.setLevel(java.util.logging.Level.INFO);
        try (var logging = Logging.start(config(Map.of("level", "ERROR")))) {
            stubborn.setLevel(java.util.logging.Level.INFO);

            logging.apply();
            logging.apply();

            assertThat(stubborn.getLevel()).isEqualTo(java.util.logging.Level.SEVERE);
            assertThat(foreign.getLevel()).isEqualTo(java.util.logging.Level.INFO);
        }
        assertThat(stubborn.getLevel()).isEqualTo(java.util.logging.Level.INFO);
    }

    @Test
    void aLevelNeedsNoFile() {
        try (var logging = Logging.start(
                ArgusConfig.of(Map.of("argus.logging.level", "ERROR")).logging())) {
            assertThat(LOG.isLoggable(Level.WARNING)).isFalse();
            assertThat(LOG.isLoggable(Level.ERROR)).isTrue();
        }
    }

    @Test
    void aJsonLineIsOneObjectWithTheStackInIt() throws Exception {
        try (var logging = Logging.start(config(Map.of("format", "json")))) {
            LOG.log(Level.ERROR, "a \"quoted\"\nmessage", new IllegalStateException("why"));
        }
        var line = lines("argus.log");
        assertThat(line).hasSize(1);
        var object = Json.createReader(new StringReader(line.get(0))).readObject();
        assertThat(object.getString("level")).isEqualTo("ERROR");
        assertThat(object.getString("logger")).isEqualTo("argus.boot.LoggingTest");
        assertThat(object.getString("thread")).isEqualTo(Thread.currentThread().getName());
        assertThat(object.getString("message")).isEqualTo("a \"quoted\"\nmessage");
        assertThat(object.getString("stack")).startsWith("java.lang.IllegalStateException: why");
        assertThat(object.getString("time")).endsWith("Z");
    }

    @Test
    void aTextLineIsFollowedByTheStack() throws Exception {
        try (var logging = Logging.start(config(Map.of("format", "%(message)s")))) {
            LOG.log(Level.ERROR, "failed", new IllegalStateException("why"));
        }
        assertThat(lines("argus.log"))
                .startsWith("failed", "java.lang.IllegalStateException: why")
                .last()
                .asString()
                .startsWith("\tat ");
    }

    @Test
    void aPatternCanPadAndHasPercentSigns() throws Exception {
        var format = "%(levelname)-8s|%(levelname)8s|%(name)s|100%%|$1|%(message)s";
        try (var logging = Logging.start(config(Map.of("format", format)))) {
            LOG.log(Level.INFO, "hello");
        }
        assertThat(lines("argus.log")).containsExactly("INFO    |    INFO|argus.boot.LoggingTest|100%|$1|hello");
    }

    @Test
    void aFullFileIsPutAsideAndTheOldestGoes() throws Exception {
        try (var logging = Logging.start(config(Map.of("max-file-size", "1KiB", "backup-count", "2")))) {
            for (int i = 0; i < 8; i++) {
                LOG.log(Level.INFO, i + "x".repeat(500));
            }
        }
        assertThat(starts("argus.log")).containsExactly("6", "7");
        assertThat(starts("argus.log.1")).containsExactly("4", "5");
        assertThat(starts("argus.log.2")).containsExactly("2", "3");
        assertThat(directory.resolve("logs/argus.log.3")).doesNotExist();
    }

    @Test
    void withoutBackupsAFullFileBeginsAnew() throws Exception {
        try (var logging = Logging.start(config(Map.of("max-file-size", "1KiB", "backup-count", "0")))) {
            for (int i = 0; i < 3; i++) {
                LOG.log(Level.INFO, i + "x".repeat(500));
            }
        }
        assertThat(starts("argus.log")).containsExactly("2");
        try (var files = Files.list(directory.resolve("logs"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aStartGoesOnInTheSameFileAndCountsWhatIsThere() throws Exception {
        var config = config(Map.of("max-file-size", "1KiB", "backup-count", "1"));
        for (int i = 0; i < 3; i++) {
            try (var logging = Logging.start(config)) {
                LOG.log(Level.INFO, i + "x".repeat(500));
            }
        }
        assertThat(starts("argus.log.1")).containsExactly("0", "1");
        assertThat(starts("argus.log")).containsExactly("2");
    }

    @Test
    void aFileThatCannotBeWrittenStopsTheStartWithTheNameOfTheKey() throws Exception {
        Files.writeString(directory.resolve("logs"), "a file where the directory should be");
        var config = config(Map.of());
        assertThatThrownBy(() -> Logging.start(config))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("argus.logging.file-path")
                .hasMessageContaining("argus.log");
    }

    @Test
    void aLineThatCannotBeWrittenIsReportedAndNotThrown() throws Exception {
        var reported = new java.util.ArrayList<String>();
        var file = new LogFile(directory.resolve("a.log"), 1024, 0, new LogLine("text"));
        file.setErrorManager(new ErrorManager() {
            @Override
            public synchronized void error(String message, Exception cause, int code) {
                reported.add(message);
            }
        });
        Files.delete(directory.resolve("a.log"));
        Files.createDirectories(directory.resolve("a.log/not-empty"));
        for (int i = 0; i < 2; i++) {
            file.publish(new LogRecord(java.util.logging.Level.INFO, "x".repeat(900)));
        }
        file.flush();
        file.close();
        assertThat(reported).singleElement().asString().contains("a.log");
    }

    private LoggingConfig config(Map<String, String> values) {
        var all = new HashMap<String, String>();
        all.put("argus.logging.file-path", directory.resolve("logs/argus.log").toString());
        all.put("argus.logging.format", "%(message)s");
        if (!values.containsKey("max-file-size") && !values.containsKey("format")) {
            all.remove("argus.logging.format");
        }
        values.forEach((name, value) -> all.put("argus.logging." + name, value));
        return ArgusConfig.of(all).logging();
    }

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(directory.resolve("logs").resolve(name));
    }

    private List<String> starts(String name) throws IOException {
        return lines(name).stream().map(line -> line.substring(0, 1)).toList();
    }
}

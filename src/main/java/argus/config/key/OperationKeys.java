package argus.config.key;

import static argus.config.key.ConfigKey.key;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What operators see: log, metrics, health, alerts. */
public final class OperationKeys {
    public static final ConfigKey<System.Logger.Level> LEVEL = key("logging.level", ValueType.level())
            .initially("INFO")
            .environment("LOG_LEVEL")
            .means("The least severe message that is logged.");

    public static final ConfigKey<String> FORMAT = key(
                    "logging.format",
                    new ValueType<>(
                            "text, json or a pattern such as %(asctime)s %(levelname)s %(message)s", LogFormat::check))
            .initially("text")
            .means("How a line of the log file looks.");

    public static final ConfigKey<Path> FILE_PATH = key("logging.file-path", ValueType.path())
            .unset("– (the container's log only)")
            .environment("LOG_FILE_PATH")
            .means("A log file beside the container's.");

    public static final ConfigKey<Long> MAX_FILE_SIZE = key("logging.max-file-size", ValueType.size("1KiB", "2GB"))
            .initially("10MiB")
            .means("The size at which the log file is rotated, in bytes.");

    public static final ConfigKey<Integer> BACKUP_COUNT = key("logging.backup-count", ValueType.integer(0, 1_000))
            .initially("5")
            .means("Rotated log files kept.");

    public static final ConfigKey<Boolean> MONITORING_ENABLED = key("monitoring.enabled", ValueType.flag())
            .initially("true")
            .means("Whether the figures of Argus are among the metrics.");

    public static final ConfigKey<String> METRICS_PATH = key("monitoring.metrics-path", ValueType.text())
            .initially("/metrics")
            .ofContainer()
            .means("Where metrics are served.");

    public static final ConfigKey<String> HEALTH_PATH = key("monitoring.health-check-path", ValueType.text())
            .initially("/health")
            .ofContainer()
            .means("Where health is served.");

    public static final ConfigKey<String> ALERT_WEBHOOK = key("monitoring.alert-webhook", ValueType.url())
            .environment("ALERT_WEBHOOK")
            .reloadable()
            .means("Where alerts are posted.");

    static final List<ConfigKey<?>> ALL = List.of(
            LEVEL,
            FORMAT,
            FILE_PATH,
            MAX_FILE_SIZE,
            BACKUP_COUNT,
            MONITORING_ENABLED,
            METRICS_PATH,
            HEALTH_PATH,
            ALERT_WEBHOOK,
            threshold("connection-count", "The number of connections above which is alerted."),
            threshold("error-rate", "The share of messages answered by an error above which is alerted."),
            threshold("latency-p99", "The 99th percentile of latency, in milliseconds, above which is alerted."),
            threshold("staleness", "The seconds without a value above which is alerted."));

    private OperationKeys() {}

    private static ConfigKey<?> threshold(String name, String meaning) {
        return key("monitoring.alert-threshold." + name, ValueType.decimal("0", "1000000000"))
                .reloadable()
                .means(meaning);
    }

    /** The formats a log line can have. */
    private static final class LogFormat {
        private static final Pattern PLACEHOLDER = Pattern.compile("%\\((\\w+)\\)-?\\d*[sd]");
        private static final Pattern KNOWN = Pattern.compile("asctime|name|levelname|message|threadName");

        private static String check(String text) {
            if (text.equalsIgnoreCase("text") || text.equalsIgnoreCase("json")) {
                return text.toLowerCase(Locale.ROOT);
            }
            var placeholders = PLACEHOLDER.matcher(text).results().toList();
            if (placeholders.isEmpty()) {
                throw new IllegalArgumentException();
            }
            for (var placeholder : placeholders) {
                if (!KNOWN.matcher(placeholder.group(1)).matches()) {
                    throw new ValueType.Unfit("%(" + placeholder.group(1) + ") is not known");
                }
            }
            return text;
        }
    }
}

package argus.boot;

import argus.protocol.json.JsonOut;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a line of the log file looks: {@code text}, {@code json}, or a pattern with placeholders such as
 * {@code %(levelname)-8s}. It is formatted by the thread that logs. Thread-safe.
 */
final class LogLine extends Formatter {
    private static final String TEXT = "%(asctime)s %(levelname)-7s [%(threadName)s] %(name)s: %(message)s";
    private static final Pattern PLACEHOLDER = Pattern.compile("%(?:%|\\((\\w+)\\)(-?\\d*)[sd])");

    private final @Nullable String pattern;

    /** @param format as {@code argus.logging.format} allows it */
    LogLine(String format) {
        pattern = switch (format) {
            case "json" -> null;
            case "text" -> TEXT;
            default -> format;
        };
    }

    @Override
    public String format(LogRecord line) {
        return (pattern == null ? json(line) : text(pattern, line)) + '\n';
    }

    private String json(LogRecord line) {
        var out = new StringBuilder();
        new JsonOut(out)
                .object()
                .member("time", line.getInstant())
                .member("level", level(line.getLevel()))
                .member("logger", line.getLoggerName())
                .member("thread", Thread.currentThread().getName())
                .member("message", formatMessage(line))
                .member("stack", stack(line))
                .endObject();
        return out.toString();
    }

    private String text(String format, LogRecord line) {
        var text = PLACEHOLDER.matcher(format).replaceAll(found -> Matcher.quoteReplacement(value(found, line)));
        var stack = stack(line);
        return stack == null ? text : text + '\n' + stack.stripTrailing();
    }

    private String value(MatchResult placeholder, LogRecord line) {
        var name = placeholder.group(1);
        if (name == null) {
            return "%";
        }
        var value =
                switch (name) {
                    case "asctime" -> line.getInstant().toString();
                    case "name" -> line.getLoggerName();
                    case "levelname" -> level(line.getLevel());
                    case "message" -> formatMessage(line);
                    case "threadName" -> Thread.currentThread().getName();
                    default -> throw new IllegalStateException(
                            "the check of the settings lets no %(" + name + ") pass");
                };
        return String.format(Locale.ROOT, "%" + placeholder.group(2) + "s", value);
    }

    private static @Nullable String stack(LogRecord line) {
        var thrown = line.getThrown();
        if (thrown == null) {
            return null;
        }
        var stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack));
        return stack.toString();
    }

    /** The name of the level as the settings have it. */
    private static String level(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (value >= Level.WARNING.intValue()) {
            return "WARNING";
        }
        if (value >= Level.INFO.intValue()) {
            return "INFO";
        }
        return value >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
    }
}

package argus.config;

import argus.config.check.Settings;
import argus.config.key.OperationKeys;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The log: {@code argus.logging}.
 *
 * @param level the least severe message that is logged
 * @param format {@code text}, {@code json}, or a pattern with placeholders such as {@code %(message)s}
 * @param filePath a file beside the container's log
 * @param maxFileSize the size at which it is rotated, bytes
 * @param backupCount rotated files kept
 */
public record LoggingConfig(
        System.Logger.Level level, String format, Optional<Path> filePath, long maxFileSize, int backupCount) {

    static LoggingConfig from(Settings settings) {
        return new LoggingConfig(
                settings.get(OperationKeys.LEVEL),
                settings.get(OperationKeys.FORMAT),
                settings.find(OperationKeys.FILE_PATH),
                settings.get(OperationKeys.MAX_FILE_SIZE),
                settings.get(OperationKeys.BACKUP_COUNT));
    }
}

package argus.config;

import argus.config.check.Settings;
import argus.config.key.ListKeys;
import java.nio.file.Path;

/**
 * Saved watch-lists: {@code argus.lists}.
 *
 * @param directory where they are kept; need not exist
 */
public record ListsConfig(Path directory) {

    static ListsConfig from(Settings settings) {
        return new ListsConfig(settings.get(ListKeys.DIRECTORY));
    }
}

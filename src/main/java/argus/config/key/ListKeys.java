package argus.config.key;

import static argus.config.key.ConfigKey.key;

import java.nio.file.Path;
import java.util.List;

/** Saved watch-lists. */
public final class ListKeys {
    public static final ConfigKey<Path> DIRECTORY = key("lists.directory", ValueType.path())
            .initially("data/lists")
            .means("Where watch-lists are kept, a file for each owner; from the working directory of the server.");

    static final List<ConfigKey<?>> ALL = List.of(DIRECTORY);

    private ListKeys() {}
}

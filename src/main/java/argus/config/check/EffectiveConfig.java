package argus.config.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in force, as it may be shown to an administrator. Immutable.
 *
 * @param entries every key, in the order of the documentation
 */
public record EffectiveConfig(List<Entry> entries) {

    public EffectiveConfig {
        entries = List.copyOf(entries);
    }

    /**
     * One key.
     *
     * @param value the text it was set to, null if it is not set; a secret is masked
     * @param source what set it: a line of a file, a variable, a property, or {@code default}
     * @param reloadable whether it can be changed while running
     */
    public record Entry(String key, @Nullable String value, String source, boolean reloadable) {}
}

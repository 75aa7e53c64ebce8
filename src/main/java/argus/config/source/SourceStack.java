package argus.config.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * All sources, the strongest first. Asks them directly rather than through {@code Config}, because that tells neither the
 * weaker values nor, where it caches, what a file says now. Immutable.
 */
public final class SourceStack {
    private static final Pattern REFERENCE = Pattern.compile("(?<!\\\\)\\$\\{([^${}:]+)(?::([^${}]*))?}");
    private static final int MOST_REFERENCES = 32;

    private final List<ConfigSource> sources;

    public SourceStack(Iterable<ConfigSource> sources) {
        this.sources = StreamSupport.stream(sources.spliterator(), false)
                .sorted(Comparator.comparingInt(ConfigSource::getOrdinal).reversed())
                .toList();
    }

    /** The sources of a configuration, and the defaults if it lacks them. */
    public static SourceStack of(Config config) {
        var sources = new ArrayList<ConfigSource>();
        config.getConfigSources().forEach(sources::add);
        if (sources.stream().noneMatch(DefaultValues.class::isInstance)) {
            sources.add(new DefaultValues());
        }
        return new SourceStack(sources);
    }

    /** The YAML file, if it is one of the sources. */
    public Optional<YamlConfigSource> yaml() {
        return sources.stream()
                .filter(YamlConfigSource.class::isInstance)
                .map(YamlConfigSource.class::cast)
                .findFirst();
    }

    /** The same sources with another one in the place of the YAML file. */
    public SourceStack withYaml(YamlConfigSource newer) {
        return new SourceStack(sources.stream()
                .map(source -> source instanceof YamlConfigSource ? newer : source)
                .toList());
    }

    /** The strongest value that is not empty. */
    public Optional<Found> find(String name) {
        return findAll(name).stream().findFirst();
    }

    /** Every value that is not empty, the strongest first. */
    public List<Found> findAll(String name) {
        var found = new ArrayList<Found>();
        for (var source : sources) {
            var text = source.getValue(name);
            if (text != null && !text.isBlank()) {
                found.add(new Found(text, source));
            }
        }
        return found;
    }

    /** The names under a prefix that any source tells. */
    public Set<String> names(String prefix) {
        var names = new TreeSet<String>();
        for (var source : sources) {
            source.getPropertyNames().stream()
                    .filter(name -> name.startsWith(prefix))
                    .forEach(names::add);
        }
        return names;
    }

    /**
     * Replaces <code>${name}</code> and <code>${name:otherwise}</code> by values of these sources, as MicroProfile Config
     * does.
     *
     * @throws IllegalArgumentException if a name has no value, or leads back to itself
     */
    public String expand(String text) {
        var expanded = text;
        var reference = REFERENCE.matcher(expanded);
        for (int count = 0; reference.find(); count++) {
            if (count == MOST_REFERENCES) {
                throw new IllegalArgumentException("refers to itself");
            }
            expanded = reference.replaceFirst(Matcher.quoteReplacement(resolve(reference)));
            reference = REFERENCE.matcher(expanded);
        }
        return expanded.replace("\\${", "${");
    }

    private String resolve(Matcher reference) {
        var value = find(reference.group(1)).map(Found::text);
        if (value.isPresent()) {
            return value.get();
        }
        if (reference.group(2) == null) {
            throw new IllegalArgumentException("refers to " + reference.group(1) + ", which nothing sets");
        }
        return reference.group(2);
    }

    /**
     * A value as its source gives it.
     *
     * @param text before references are replaced
     */
    public record Found(String text, ConfigSource source) {}
}

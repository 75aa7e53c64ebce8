package argus.config.source;

import argus.config.key.ConfigException.Fault;
import argus.config.key.ConfigKey;
import argus.config.key.ConfigKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * The YAML file as a source of settings, weaker than the environment. Its path is in the system property
 * {@code argus.config} or the environment variable {@code ARGUS_CONFIG}, otherwise {@code config/argus.yaml} beside the
 * server, which may be missing. What is wrong with the file is kept in {@link #faults} rather than thrown, because a
 * source that throws while the container makes it is reported without a reason. Any thread may enter.
 */
public final class YamlConfigSource implements ConfigSource {
    /** Between the environment (300) and {@code microprofile-config.properties} (100). */
    public static final int ORDINAL = 200;

    private static final Path USUAL = Path.of("config", "argus.yaml");

    private volatile YamlDocument document;

    /** Finds and reads the file of this server. */
    public YamlConfigSource() {
        this(locate(System::getProperty, System::getenv));
    }

    /** The settings of this file. */
    public YamlConfigSource(Path file) {
        this(YamlReader.read(file));
    }

    YamlConfigSource(YamlDocument document) {
        this.document = document;
    }

    /**
     * A source of what the same file says now; this one stays as it is. A file that has gone is a fault, unless it said
     * nothing: most likely it is being replaced.
     */
    public YamlConfigSource readAgain() {
        var file = file();
        if (Files.exists(file)) {
            return new YamlConfigSource(file);
        }
        return new YamlConfigSource(
                document.values().isEmpty()
                        ? YamlDocument.empty(file)
                        : YamlDocument.empty(file, Fault.in(file.toString(), "has gone")));
    }

    /** Takes over what another source of the same file has read. */
    public void adopt(YamlConfigSource newer) {
        document = newer.document;
    }

    /** The file, whether or not it exists. */
    public Path file() {
        return document.file();
    }

    /** What could not be read. */
    public List<Fault> faults() {
        return document.faults();
    }

    /** The file and the line where a name is set. */
    public String origin(String name) {
        var line = document.lines().get(name);
        return line == null ? getName() : getName() + " line " + line;
    }

    @Override
    public Map<String, String> getProperties() {
        return document.values();
    }

    @Override
    public Set<String> getPropertyNames() {
        return document.values().keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return document.values().get(name);
    }

    @Override
    public String getName() {
        return file().toString();
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }

    static YamlDocument locate(UnaryOperator<@Nullable String> property, UnaryOperator<@Nullable String> environment) {
        var places = new ArrayList<Path>();
        places.add(Path.of(orElse(property.apply("user.dir"), "")));
        var serverDirectory = property.apply("server.config.dir");
        if (serverDirectory != null) {
            places.add(Path.of(serverDirectory));
        }
        var named = orElse(
                property.apply(ConfigKeys.FILE),
                orElse(environment.apply(ConfigKey.environmentName(ConfigKeys.FILE)), ""));
        var wanted = named.isEmpty() ? USUAL : Path.of(named);
        var candidates = places.stream()
                .map(place -> place.resolve(wanted).toAbsolutePath().normalize())
                .distinct()
                .toList();
        for (var candidate : candidates) {
            if (Files.exists(candidate)) {
                return YamlReader.read(candidate);
            }
        }
        var first = candidates.get(0);
        return named.isEmpty()
                ? YamlDocument.empty(first)
                : YamlDocument.empty(
                        first,
                        new Fault(ConfigKeys.FILE, named, null, "there is no such file; looked for " + candidates));
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : text.strip();
    }
}

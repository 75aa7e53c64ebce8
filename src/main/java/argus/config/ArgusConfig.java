package argus.config;

import argus.config.check.EffectiveConfig;
import argus.config.check.Settings;
import argus.config.key.ConfigException;
import argus.config.key.ConfigException.Fault;
import argus.config.key.ConfigKey;
import argus.config.source.DefaultValues;
import argus.config.source.EnvironmentAliases;
import argus.config.source.GivenValues;
import argus.config.source.ProcessValues;
import argus.config.source.SourceStack;
import argus.config.source.YamlConfigSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/** All settings of one server, checked. Immutable; a change while running makes another one. */
public record ArgusConfig(
        ServerConfig server,
        DatasourceConfig datasource,
        CalendarConfig calendar,
        SymbolsConfig symbols,
        LoggingConfig logging,
        SecurityConfig security,
        CacheConfig cache,
        HistoryConfig history,
        ListsConfig lists,
        MonitoringConfig monitoring,
        Settings settings) {

    /**
     * Reads and checks the settings.
     *
     * @throws ConfigException if anything is wrong; its message names every fault
     */
    public static ArgusConfig load(Config config) {
        return load(SourceStack.of(config), System.getenv());
    }

    /**
     * Reads and checks the settings of a program that runs without a container, from the same places.
     *
     * @throws ConfigException as {@link #load(Config)} does
     */
    public static ArgusConfig ofProcess() {
        var environment = System.getenv();
        return load(
                new SourceStack(List.of(
                        ProcessValues.properties(System.getProperties()),
                        ProcessValues.environment(environment),
                        new EnvironmentAliases(environment),
                        new YamlConfigSource(),
                        new DefaultValues())),
                environment);
    }

    /**
     * The defaults with these values in their place, by full name. Reads neither environment nor file.
     *
     * @throws ConfigException as {@link #load(Config)} does
     */
    public static ArgusConfig of(Map<String, String> values) {
        return load(new SourceStack(List.of(new GivenValues(values), new DefaultValues())), Map.of());
    }

    static ArgusConfig load(SourceStack sources, Map<String, String> environment) {
        return of(Settings.read(sources, environment));
    }

    private static ArgusConfig of(Settings settings) {
        return new ArgusConfig(
                ServerConfig.from(settings),
                DatasourceConfig.from(settings),
                CalendarConfig.from(settings),
                SymbolsConfig.from(settings),
                LoggingConfig.from(settings),
                SecurityConfig.from(settings),
                CacheConfig.from(settings),
                HistoryConfig.from(settings),
                ListsConfig.from(settings),
                MonitoringConfig.from(settings),
                settings);
    }

    /** The YAML file of a configuration, whether or not it exists; empty if it does not look for one. */
    public static Optional<Path> file(Config config) {
        return SourceStack.of(config).yaml().map(YamlConfigSource::file);
    }

    /**
     * Reads all sources again, the YAML file from disk. This object stays as it is, and so does the file's content in the
     * configuration unless all is well.
     *
     * @throws ConfigException if anything is wrong, or a key has changed that cannot change while running
     */
    public ArgusConfig reload(Config config) {
        return reload(SourceStack.of(config), System.getenv());
    }

    ArgusConfig reload(SourceStack sources, Map<String, String> environment) {
        var yaml = sources.yaml();
        var newer = yaml.map(YamlConfigSource::readAgain);
        var next = load(newer.map(sources::withYaml).orElse(sources), environment);
        var fixed = next.settings.changesFrom(settings).stream()
                .filter(key -> !key.reloadable())
                .map(key -> fixed(key, next.settings))
                .toList();
        if (!fixed.isEmpty()) {
            throw new ConfigException(fixed);
        }
        yaml.ifPresent(current -> newer.ifPresent(current::adopt));
        return next;
    }

    /** Every value in force with its source, secrets masked. */
    public EffectiveConfig effective() {
        return settings.effective();
    }

    /** What is insecure or contradictory about these settings, a sentence each; to be said loudly at start. */
    public List<String> warnings() {
        return Warnings.of(server, security, settings);
    }

    private static Fault fixed(ConfigKey<?> key, Settings next) {
        return next.effective().entries().stream()
                .filter(entry -> entry.key().equals(key.name()))
                .map(entry -> new Fault(
                        entry.key(), entry.value(), entry.source(), "cannot change while running; start again instead"))
                .findFirst()
                .orElseThrow();
    }
}

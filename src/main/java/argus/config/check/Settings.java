package argus.config.check;

import argus.config.key.ConfigException;
import argus.config.key.ConfigException.Fault;
import argus.config.key.ConfigKey;
import argus.config.key.ConfigKeys;
import argus.config.source.SourceStack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The checked value of every key, and what set it. Immutable. */
public final class Settings {
    private final Map<ConfigKey<?>, Setting> settings;

    private Settings(Map<ConfigKey<?>, Setting> settings) {
        this.settings = Map.copyOf(settings);
    }

    /**
     * Reads and checks everything.
     *
     * @param environment the variables of this process
     * @throws ConfigException if anything is wrong; it names all of it
     */
    public static Settings read(SourceStack sources, Map<String, String> environment) {
        var faults = new ArrayList<Fault>();
        sources.yaml().ifPresent(yaml -> faults.addAll(yaml.faults()));
        var origins = new Origins(environment);
        faults.addAll(new UnknownNames(sources, environment, origins).faults());
        var read = new HashMap<ConfigKey<?>, Setting>();
        var container = new ContainerSettings(sources, origins);
        for (var key : ConfigKeys.all()) {
            if (key.ofContainer()) {
                container.read(key, faults).ifPresent(setting -> read.put(key, setting));
            } else if (!ConfigKeys.isFamily(key)) {
                for (var found : sources.findAll(key.name())) {
                    parse(key, sources, found, origins, faults).ifPresent(setting -> read.putIfAbsent(key, setting));
                }
            }
        }
        var settings = new Settings(read);
        faults.addAll(NotYetAvailable.faults(settings));
        if (!faults.isEmpty()) {
            throw new ConfigException(faults);
        }
        return settings;
    }

    /** The value of a key that has a default. */
    public <T> T get(ConfigKey<T> key) {
        return find(key).orElseThrow(() -> new NoSuchElementException(key + " is not set"));
    }

    /** The value of a key, if it has one. */
    @SuppressWarnings("unchecked") // a key is only ever stored with a value of its own type
    public <T> Optional<T> find(ConfigKey<T> key) {
        return setting(key).map(setting -> (T) setting.value());
    }

    /** Whether something other than the default sets the key. */
    public boolean isSet(ConfigKey<?> key) {
        return setting(key).filter(setting -> !setting.byDefault()).isPresent();
    }

    /** The keys that have another value here. */
    public List<ConfigKey<?>> changesFrom(Settings before) {
        return ConfigKeys.all().stream()
                .filter(key -> !setting(key)
                        .map(Setting::value)
                        .equals(before.setting(key).map(Setting::value)))
                .toList();
    }

    /** All values as they may be shown. */
    public EffectiveConfig effective() {
        return new EffectiveConfig(ConfigKeys.all().stream()
                .filter(key -> !ConfigKeys.isFamily(key))
                .map(this::entry)
                .toList());
    }

    Optional<Setting> setting(ConfigKey<?> key) {
        return Optional.ofNullable(settings.get(key));
    }

    static Optional<Setting> parse(
            ConfigKey<?> key, SourceStack sources, SourceStack.Found found, Origins origins, List<Fault> faults) {
        var origin = origins.of(key.name(), found);
        try {
            var text = sources.expand(found.text());
            return Optional.of(new Setting(key.type().parse(text), text, origin));
        } catch (IllegalArgumentException e) {
            faults.add(new Fault(key.name(), key.shown(found.text()), origin, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private EffectiveConfig.Entry entry(ConfigKey<?> key) {
        var setting = settings.get(key);
        @Nullable String value = setting == null ? null : key.shown(setting.text());
        var origin = setting == null ? Origins.NOTHING : setting.origin();
        return new EffectiveConfig.Entry(key.name(), value, origin, key.reloadable());
    }

    /**
     * One key's value.
     *
     * @param text what the value was read from
     * @param origin what set it, for people
     */
    record Setting(Object value, String text, String origin) {
        boolean byDefault() {
            return origin.equals(Origins.DEFAULT);
        }
    }
}

package argus.config.source;

import argus.config.key.ConfigKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * System properties or environment variables of a program that runs without a container, which would bring its own
 * sources of both. Immutable.
 */
public final class ProcessValues implements ConfigSource {
    private static final int PROPERTIES = 400;
    private static final int ENVIRONMENT = 300;

    private final String name;
    private final int ordinal;
    private final Map<String, String> values;

    private ProcessValues(String name, int ordinal, Map<String, String> values) {
        this.name = name;
        this.ordinal = ordinal;
        this.values = Map.copyOf(values);
    }

    /** The system properties as they are now. */
    public static ProcessValues properties(Properties properties) {
        var values = new HashMap<String, String>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return new ProcessValues("system properties", PROPERTIES, values);
    }

    /** The variables, and each key under its own name where its long variable is set. */
    public static ProcessValues environment(Map<String, String> variables) {
        var values = new HashMap<>(variables);
        for (var key : ConfigKeys.all()) {
            var text = variables.get(key.longEnvironment());
            if (text != null && !ConfigKeys.isFamily(key)) {
                values.put(key.name(), text);
            }
        }
        return new ProcessValues("environment variables", ENVIRONMENT, values);
    }

    @Override
    public Set<String> getPropertyNames() {
        return values.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return values.get(name);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public int getOrdinal() {
        return ordinal;
    }
}

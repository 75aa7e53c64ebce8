package argus.config.source;

import argus.config.key.ConfigKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * The short environment variables, {@code WEBSOCKET_PORT} for {@code argus.server.port}; just weaker than the long ones,
 * {@code ARGUS_SERVER_PORT}, which the container reads itself. An empty variable sets nothing. Immutable.
 */
public final class EnvironmentAliases implements ConfigSource {
    /** Just below the container's own source of environment variables (300). */
    public static final int ORDINAL = 290;

    private final Map<String, String> values;

    /** The variables of this process. */
    public EnvironmentAliases() {
        this(System.getenv());
    }

    public EnvironmentAliases(Map<String, String> environment) {
        var found = new HashMap<String, String>();
        for (var key : ConfigKeys.all()) {
            key.environment()
                    .map(environment::get)
                    .filter(text -> !text.isBlank())
                    .ifPresent(text -> {
                        found.put(key.name(), text);
                    });
        }
        this.values = Map.copyOf(found);
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
        return "short environment variables";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}

package argus.config.source;

import argus.config.key.ConfigKey;
import argus.config.key.ConfigKeys;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** What a key is when nothing sets it: the weakest source. Immutable. */
public final class DefaultValues implements ConfigSource {
    /** Below {@code microprofile-config.properties} (100). */
    public static final int ORDINAL = 50;

    private static final String NAME = "default";

    private final Map<String, String> values = ConfigKeys.all().stream()
            .filter(key -> key.initial().isPresent())
            .collect(Collectors.toUnmodifiableMap(
                    ConfigKey::name, key -> key.initial().orElseThrow()));

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
        return NAME;
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}

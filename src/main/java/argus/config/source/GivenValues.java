package argus.config.source;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Values handed over by the program itself, stronger than any other. Immutable. */
public final class GivenValues implements ConfigSource {
    /** Above system properties (400). */
    public static final int ORDINAL = 1_000;

    private final Map<String, String> values;

    public GivenValues(Map<String, String> values) {
        this.values = Map.copyOf(values);
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
        return "given";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}

package argus.config.key;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One setting: its name, the values it can have and what it does. Immutable and compared by identity.
 *
 * @param <T> the value's class
 */
public final class ConfigKey<T> {
    /** What every name begins with. */
    public static final String ROOT = "argus.";

    private final String name;
    private final ValueType<T> type;
    private final @Nullable Supplier<String> initial;
    private final String initialInWords;
    private final @Nullable String environment;
    private final @Nullable String formerName;
    private final boolean reloadable;
    private final boolean ofContainer;
    private final boolean secret;
    private final String meaning;

    private ConfigKey(Draft<T> draft, String meaning) {
        this.name = ROOT + draft.name;
        this.type = draft.type;
        this.initial = draft.initial;
        this.initialInWords = draft.initialInWords;
        this.environment = draft.environment;
        this.formerName = draft.formerName;
        this.reloadable = draft.reloadable;
        this.ofContainer = draft.ofContainer;
        this.secret = draft.secret;
        this.meaning = meaning;
    }

    /** Begins a key that has no default. */
    static <T> Draft<T> key(String name, ValueType<T> type) {
        return new Draft<>(name, type);
    }

    /** The whole name, {@code argus.server.max-connections}. */
    public String name() {
        return name;
    }

    public ValueType<T> type() {
        return type;
    }

    /** The text it has when nothing sets it; empty where it is then not set at all. */
    public Optional<String> initial() {
        return Optional.ofNullable(initial).map(Supplier::get);
    }

    /** The default as people are told it. */
    public String initialInWords() {
        return initialInWords;
    }

    /** The short environment variable, {@code MAX_CONNECTIONS}. */
    public Optional<String> environment() {
        return Optional.ofNullable(environment);
    }

    /** The environment variable by the rule of MicroProfile Config, {@code ARGUS_SERVER_MAX_CONNECTIONS}. */
    public String longEnvironment() {
        return environmentName(name);
    }

    /** The name in older files, if it was another. */
    public Optional<String> formerName() {
        return Optional.ofNullable(formerName);
    }

    /** Whether a change is taken up while running. */
    public boolean reloadable() {
        return reloadable;
    }

    /** Whether the container decides, from its own configuration and the environment. */
    public boolean ofContainer() {
        return ofContainer;
    }

    /** One or two sentences: what it is, in which unit. */
    public String meaning() {
        return meaning;
    }

    /** The value as it may be shown: a secret is masked. */
    public String shown(String text) {
        return secret ? Secret.MASK : text;
    }

    /** The environment variable that MicroProfile Config reads for a name. */
    public static String environmentName(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name;
    }

    /** A key in the making. */
    static final class Draft<T> {
        private final String name;
        private final ValueType<T> type;
        private @Nullable Supplier<String> initial;
        private String initialInWords = "–";
        private @Nullable String environment;
        private @Nullable String formerName;
        private boolean reloadable;
        private boolean ofContainer;
        private boolean secret;

        private Draft(String name, ValueType<T> type) {
            this.name = name;
            this.type = type;
        }

        Draft<T> initially(String text) {
            return initially(text, () -> text);
        }

        /** A default that depends on the machine or is too long to be told. */
        Draft<T> initially(String words, Supplier<String> text) {
            this.initial = text;
            this.initialInWords = words;
            return this;
        }

        /** No default, and words for what that means. */
        Draft<T> unset(String words) {
            this.initialInWords = words;
            return this;
        }

        Draft<T> environment(String variable) {
            this.environment = variable;
            return this;
        }

        Draft<T> formerly(String name) {
            this.formerName = ROOT + name;
            return this;
        }

        Draft<T> reloadable() {
            this.reloadable = true;
            return this;
        }

        Draft<T> ofContainer() {
            this.ofContainer = true;
            return this;
        }

        Draft<T> secret() {
            this.secret = true;
            return this;
        }

        ConfigKey<T> means(String meaning) {
            return new ConfigKey<>(this, meaning);
        }
    }
}

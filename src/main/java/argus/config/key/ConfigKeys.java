package argus.config.key;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every key there is. Immutable. */
public final class ConfigKeys {
    /** The path of the YAML file: the one setting that cannot stand in it. */
    public static final String FILE = ConfigKey.ROOT + "config";

    private static final String WILDCARD = ".*";
    private static final List<ConfigKey<?>> ALL = Stream.of(
                    ServerKeys.ALL,
                    DatasourceKeys.ALL,
                    QmtKeys.ALL,
                    TdxKeys.ALL,
                    YahooKeys.ALL,
                    TencentKeys.ALL,
                    BinanceKeys.ALL,
                    MarketKeys.ALL,
                    ListKeys.ALL,
                    OperationKeys.ALL,
                    SecurityKeys.ALL)
            .<ConfigKey<?>>flatMap(List::stream)
            .toList();
    private static final Map<String, ConfigKey<?>> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(ConfigKey::name, Function.identity()));
    private static final Map<String, String> BY_FORMER_NAME = formerNames();

    private ConfigKeys() {}

    /** In the order of the documentation. */
    public static List<ConfigKey<?>> all() {
        return ALL;
    }

    /** The key of this name; {@code argus.security.permissions.alice} is found under {@code permissions.*}. */
    public static Optional<ConfigKey<?>> find(String name) {
        var exact = BY_NAME.get(name);
        return exact != null
                ? Optional.of(exact)
                : ALL.stream()
                        .filter(ConfigKeys::isFamily)
                        .filter(key -> name.startsWith(stem(key.name())) && !name.equals(stem(key.name())))
                        .findFirst();
    }

    /** Whether some key is set by this environment variable under the rule of MicroProfile Config. */
    public static boolean knowsEnvironment(String variable) {
        return ConfigKey.environmentName(FILE).equals(variable)
                || ALL.stream()
                        .anyMatch(key -> key.longEnvironment().equals(variable)
                                || (isFamily(key) && variable.startsWith(ConfigKey.environmentName(stem(key.name())))));
    }

    /** The name of today for the name a key had in older files; any other name as it is. */
    public static String today(String name) {
        return BY_FORMER_NAME.getOrDefault(name, name);
    }

    /** Whether the key stands for any number of names. */
    public static boolean isFamily(ConfigKey<?> key) {
        return key.name().endsWith(WILDCARD);
    }

    private static String stem(String name) {
        return name.substring(0, name.length() - 1);
    }

    private static Map<String, String> formerNames() {
        var names = new HashMap<String, String>();
        ALL.forEach(key -> key.formerName().ifPresent(former -> names.put(former, key.name())));
        return Map.copyOf(names);
    }
}

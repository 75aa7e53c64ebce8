package argus.config.check;

import argus.config.key.ConfigKey;
import argus.config.key.ConfigKeys;
import argus.config.source.DefaultValues;
import argus.config.source.EnvironmentAliases;
import argus.config.source.SourceStack.Found;
import argus.config.source.YamlConfigSource;
import java.util.Map;

/** Says what set a value in words of the person who did. */
record Origins(Map<String, String> environment) {
    static final String DEFAULT = "default";
    static final String NOTHING = "not set";

    private static final String VARIABLE = "environment variable ";

    String of(String name, Found found) {
        if (found.source() instanceof YamlConfigSource yaml) {
            return yaml.origin(name);
        }
        if (found.source() instanceof EnvironmentAliases) {
            return VARIABLE
                    + ConfigKeys.find(name).flatMap(ConfigKey::environment).orElse(name);
        }
        if (found.source() instanceof DefaultValues) {
            return DEFAULT;
        }
        // Every container has its own classes for these two, so they are known by what they say.
        if (found.text().equals(System.getProperty(name))) {
            return "system property " + name;
        }
        var names = new String[] {
            ConfigKey.environmentName(name),
            ConfigKeys.find(name).flatMap(ConfigKey::environment).orElse(name)
        };
        for (var variable : names) {
            if (found.text().equals(environment.get(variable))) {
                return VARIABLE + variable;
            }
        }
        return found.source().getName();
    }
}

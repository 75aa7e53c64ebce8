package argus.config.check;

import argus.config.check.Settings.Setting;
import argus.config.key.ConfigException.Fault;
import argus.config.key.ConfigKey;
import argus.config.key.ServerKeys;
import argus.config.source.DefaultValues;
import argus.config.source.EnvironmentAliases;
import argus.config.source.SourceStack;
import argus.config.source.SourceStack.Found;
import java.util.List;
import java.util.Optional;

/**
 * What the container decides: it has opened its ports before this application is asked, and has read the short environment
 * variables for it. Another value from anywhere else could not take effect, so it is a fault.
 */
record ContainerSettings(SourceStack sources, Origins origins) {

    Optional<Setting> read(ConfigKey<?> key, List<Fault> faults) {
        var actual = actual(key).flatMap(found -> Settings.parse(key, sources, found, origins, faults));
        for (var found : sources.findAll(key.name())) {
            if (!(found.source() instanceof EnvironmentAliases) && !(found.source() instanceof DefaultValues)) {
                var wanted = Settings.parse(key, sources, found, origins, faults);
                if (wanted.isPresent() && actual.isPresent()) {
                    compare(key, wanted.get(), actual.get(), faults);
                }
            }
        }
        return actual;
    }

    /** What the container runs with; the variables of its server.xml are among the sources, as the environment is. */
    private Optional<Found> actual(ConfigKey<?> key) {
        var actual = key.environment().flatMap(sources::find).or(() -> sources.findAll(key.name()).stream()
                .filter(found ->
                        found.source() instanceof EnvironmentAliases || found.source() instanceof DefaultValues)
                .findFirst());
        return key == ServerKeys.ADMIN_HOST ? actual.or(() -> actual(ServerKeys.HOST)) : actual;
    }

    private static void compare(ConfigKey<?> key, Setting wanted, Setting actual, List<Fault> faults) {
        if (!wanted.value().equals(actual.value())) {
            var state =
                    "this belongs to the container, which runs with " + actual.text() + " (" + actual.origin() + "); ";
            var remedy = key.environment()
                    .map(variable -> "set the environment variable " + variable + "=" + wanted.text() + " instead")
                    .orElse("allowed is this value only");
            faults.add(new Fault(key.name(), wanted.text(), wanted.origin(), state + remedy));
        }
    }
}

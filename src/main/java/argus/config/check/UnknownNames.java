package argus.config.check;

import argus.config.key.ConfigException.Fault;
import argus.config.key.ConfigKey;
import argus.config.key.ConfigKeys;
import argus.config.key.Secret;
import argus.config.source.SourceStack;
import argus.config.source.SourceStack.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names that begin like settings of Argus and are none, most often because they are misspelt. */
record UnknownNames(SourceStack sources, Map<String, String> environment, Origins origins) {
    private static final String VARIABLE_ROOT = "ARGUS_";

    /** What Kubernetes puts into the environment of every pod beside a service called argus or argus-something. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("ARGUS(_.*)?_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_\\d+_(TCP|UDP|SCTP)(_.*)?)?)");

    private static final Pattern CONFIDENTIAL = Pattern.compile("(?i).*(token|secret|passw|key|credential).*");
    private static final int LIKE = 3;

    List<Fault> faults() {
        var faults = new ArrayList<Fault>();
        for (var name : sources.names(ConfigKey.ROOT)) {
            // A container may list a variable under a name of its own making; variables are looked at below.
            var isVariable = environment.containsKey(ConfigKey.environmentName(name));
            if (!name.equals(ConfigKeys.FILE)
                    && !isVariable
                    && ConfigKeys.find(name).isEmpty()) {
                var found = sources.find(name);
                faults.add(fault(name, found.map(Found::text).orElse(null), found.map(at -> origins.of(name, at))));
            }
        }
        environment.forEach((variable, text) -> {
            if (variable.startsWith(VARIABLE_ROOT)
                    && !ConfigKeys.knowsEnvironment(variable)
                    && !SERVICE_LINK.matcher(variable).matches()) {
                faults.add(fault(variable, text, Optional.of("environment variable")));
            }
        });
        return faults;
    }

    private static Fault fault(String name, @Nullable String text, Optional<String> origin) {
        var shown = text != null && CONFIDENTIAL.matcher(name).matches() ? Secret.MASK : text;
        var problem = similar(name).map(like -> "is not a key; did you mean " + like + "?");
        return new Fault(
                name, shown, origin.orElse(null), problem.orElse("is not a key; docs/configuration.md lists them all"));
    }

    private static Optional<String> similar(String name) {
        boolean variable = name.startsWith(VARIABLE_ROOT);
        return ConfigKeys.all().stream()
                .map(key -> variable ? key.longEnvironment() : key.name())
                .min(Comparator.comparingInt((String known) -> distance(known, name))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(known -> distance(known, name) <= LIKE)
                .or(() -> variable ? Optional.empty() : sameLastWord(name));
    }

    private static Optional<String> sameLastWord(String name) {
        var last = name.substring(name.lastIndexOf('.')).toLowerCase(Locale.ROOT);
        return ConfigKeys.all().stream()
                .map(ConfigKey::name)
                .filter(known -> known.endsWith(last))
                .findFirst();
    }

    /** Letters to insert, drop or replace to come from one to the other. */
    private static int distance(String left, String right) {
        var row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}

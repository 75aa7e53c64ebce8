package argus.config.key;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The configuration cannot be used. Its message names every fault, one a line. */
public final class ConfigException extends RuntimeException {
    private final transient List<Fault> faults;

    /** @param faults at least one */
    public ConfigException(List<Fault> faults) {
        super(message(faults));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }

    private static String message(List<Fault> faults) {
        return faults.stream()
                .map(Fault::toString)
                .collect(Collectors.joining(
                        "\n  ",
                        "The configuration has " + (faults.size() == 1 ? "a fault" : faults.size() + " faults")
                                + ":\n  ",
                        ""));
    }

    /**
     * One thing that is wrong.
     *
     * @param subject the key, or the file where no key can be named
     * @param value what it was set to, null if that is not the matter; masked if it is a secret
     * @param origin what set it, null if nothing did
     * @param problem why that cannot be and what is allowed
     */
    public record Fault(String subject, @Nullable String value, @Nullable String origin, String problem) {

        /** A fault of a whole file. */
        public static Fault in(String file, String problem) {
            return new Fault(file, null, null, problem);
        }

        @Override
        public String toString() {
            return subject
                    + (value == null ? "" : " = " + value)
                    + (origin == null ? "" : " (" + origin + ")")
                    + ": "
                    + problem;
        }
    }
}

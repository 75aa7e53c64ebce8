package argus.config.source;

import argus.config.key.ConfigException.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a YAML file says. Immutable.
 *
 * @param file the file, whether or not it exists
 * @param values text by full name; a list is joined by commas
 * @param lines the line each name stands in, from 1
 * @param faults what could not be read
 */
record YamlDocument(Path file, Map<String, String> values, Map<String, Integer> lines, List<Fault> faults) {

    YamlDocument {
        values = Map.copyOf(values);
        lines = Map.copyOf(lines);
        faults = List.copyOf(faults);
    }

    /** A file without settings, and why. */
    static YamlDocument empty(Path file, Fault... faults) {
        return new YamlDocument(file, Map.of(), Map.of(), List.of(faults));
    }
}

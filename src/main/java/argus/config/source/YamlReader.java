package argus.config.source;

import argus.config.key.ConfigException.Fault;
import argus.config.key.ConfigKey;
import argus.config.key.ConfigKeys;
import argus.config.key.ValueLists;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads one YAML file into names and texts. Nested keys are joined by dots, {@code _} is {@code -}, and the root
 * {@code argus} may be left out. Texts are taken as they stand, so that {@code 1.10} stays {@code 1.10}. Used once, by
 * one thread.
 */
final class YamlReader {
    private static final int DEEPEST = 16;
    private static final String ROOT_WORD = "argus";

    private final Path file;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    private YamlReader(Path file) {
        this.file = file;
    }

    /** Reads the file; what is wrong with it is told in the document. */
    static YamlDocument read(Path file) {
        var reader = new YamlReader(file);
        try {
            return reader.parse(Files.readString(file));
        } catch (CharacterCodingException e) {
            return YamlDocument.empty(file, Fault.in(file.toString(), "is not UTF-8 text"));
        } catch (IOException e) {
            return YamlDocument.empty(file, Fault.in(file.toString(), "cannot be read: " + e));
        } catch (MarkedYamlEngineException e) {
            var place = e.getProblemMark()
                    .map(mark -> " line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
                    .orElse("");
            return YamlDocument.empty(file, Fault.in(file + place, "is not YAML: " + e.getProblem()));
        } catch (YamlEngineException e) {
            return YamlDocument.empty(file, Fault.in(file.toString(), "is not YAML: " + e.getMessage()));
        }
    }

    private YamlDocument parse(String text) {
        var settings = LoadSettings.builder()
                .setLabel(file.toString())
                .setSchema(new CoreSchema())
                .build();
        var root = new Compose(settings).composeString(text);
        if (root.isPresent() && !isNull(root.get())) {
            if (root.get() instanceof MappingNode mapping) {
                sections(mapping);
            } else {
                faults.add(Fault.in(place(root.get()), "must hold keys and values"));
            }
        }
        return new YamlDocument(file, values, lines, faults);
    }

    private void sections(MappingNode root) {
        for (var entry : root.getValue()) {
            var word = segment(entry.getKeyNode());
            if (word.equals(ROOT_WORD) && entry.getValueNode() instanceof MappingNode inner) {
                members(ConfigKey.ROOT, inner, 1);
            } else if (word.startsWith(ConfigKey.ROOT)) {
                value(word, entry.getKeyNode(), entry.getValueNode(), 1);
            } else {
                value(ConfigKey.ROOT + word, entry.getKeyNode(), entry.getValueNode(), 1);
            }
        }
    }

    private void members(String prefix, MappingNode mapping, int depth) {
        if (depth > DEEPEST) {
            faults.add(Fault.in(place(mapping), "is nested too deeply"));
            return;
        }
        for (var entry : mapping.getValue()) {
            value(prefix + segment(entry.getKeyNode()), entry.getKeyNode(), entry.getValueNode(), depth);
        }
    }

    private void value(String name, Node key, Node value, int depth) {
        if (value instanceof MappingNode mapping) {
            members(name + ".", mapping, depth + 1);
        } else if (value instanceof SequenceNode sequence) {
            list(name, key, sequence);
        } else if (value instanceof ScalarNode scalar && !isNull(value)) {
            put(name, key, scalar.getValue());
        } else if (ConfigKeys.all().stream().noneMatch(known -> known.name().startsWith(name + "."))) {
            put(name, key, ""); // sets nothing, but the name is checked; a section without members is fine
        }
    }

    private void list(String name, Node key, SequenceNode sequence) {
        var items = new ArrayList<String>();
        for (var item : sequence.getValue()) {
            if (item instanceof ScalarNode scalar && !isNull(item)) {
                items.add(scalar.getValue());
            } else {
                faults.add(new Fault(name, null, place(item), "allowed in a list are plain values only"));
            }
        }
        put(name, key, ValueLists.join(items));
    }

    private void put(String written, Node key, String text) {
        var name = ConfigKeys.today(written);
        var before = lines.putIfAbsent(name, line(key));
        if (before == null) {
            values.put(name, text);
        } else {
            faults.add(new Fault(name, null, place(key), "is set already in line " + before));
        }
    }

    private static String segment(Node key) {
        return key instanceof ScalarNode scalar ? scalar.getValue().replace('_', '-') : "?";
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private String place(Node node) {
        return file + " line " + line(node);
    }
}

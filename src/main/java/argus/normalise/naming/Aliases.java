package argus.normalise.naming;

import argus.model.Symbol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Symbols that an exchange has replaced by others, from a table that an operator can replace. Immutable. */
public final class Aliases {
    private final Map<Symbol, Symbol> replaced;

    private Aliases(Map<Symbol, Symbol> replaced) {
        this.replaced = Map.copyOf(replaced);
    }

    /** The table that comes with the service. */
    public static Aliases packaged() {
        var table = Objects.requireNonNull(Aliases.class.getResourceAsStream("aliases.csv"));
        try (var text = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            return read(text, "aliases.csv");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A table in a file, one pair {@code old,new} of canonical symbols a line; empty lines and those that begin with
     * {@code #} are passed over.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public static Aliases of(Path file) {
        try (var text = Files.newBufferedReader(file)) {
            return read(text, file.toString());
        } catch (IOException e) {
            throw new IllegalArgumentException("table of aliases " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Aliases read(BufferedReader text, String origin) {
        var replaced = new HashMap<Symbol, Symbol>();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> {
                    var cells = line.split(",", -1);
                    if (cells.length != 2) {
                        throw new IllegalArgumentException("table of aliases " + origin + ": not a pair: " + line);
                    }
                    try {
                        replaced.put(new Symbol(cells[0].strip()), new Symbol(cells[1].strip()));
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException("table of aliases " + origin + ": " + e.getMessage(), e);
                    }
                });
        return new Aliases(replaced);
    }

    /** The symbol that is valid now: the one that replaced it, or itself. */
    public Symbol current(Symbol symbol) {
        return replaced.getOrDefault(symbol, symbol);
    }

    /** How many symbols were replaced. */
    public int size() {
        return replaced.size();
    }
}

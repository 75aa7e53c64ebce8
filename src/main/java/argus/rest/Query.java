package argus.rest;

import argus.model.BarPeriod;
import argus.rest.problem.Problem;
import argus.rest.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of a request; one that cannot be is named in the problem. */
final class Query {
    /** Symbols of one request. */
    static final int MOST_SYMBOLS = 500;
    /** Rows of one answer. */
    static final int MOST_ROWS = 10_000;

    private static final Set<Integer> LEVELS = new TreeSet<>(Set.of(1, 5, 10, 20));
    private static final int LONGEST = 64;

    private Query() {}

    /** A number from 1. */
    static int count(String name, @Nullable String text, int initial, int most) {
        if (text == null || text.isEmpty()) {
            return initial;
        }
        try {
            int count = Integer.parseInt(text);
            if (count >= 1 && count <= most) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw fault(name, "a whole number from 1 to " + most, text);
        }
        throw fault(name, "a whole number from 1 to " + most, text);
    }

    /** Names with commas between them; at least one. */
    static List<String> names(String name, @Nullable String text) {
        var names = text == null
                ? List.<String>of()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .distinct()
                        .toList();
        if (names.isEmpty()) {
            throw new ProblemException(Problem.parameter(name, name + " is needed: one or more, commas between them"));
        }
        if (names.size() > MOST_SYMBOLS) {
            throw new ProblemException(
                    Problem.parameter(name, "at most " + MOST_SYMBOLS + ", these are " + names.size()));
        }
        return names;
    }

    /** The period of bars. */
    static BarPeriod period(String name, @Nullable String text) {
        return BarPeriod.ofWire(text == null || text.isEmpty() ? BarPeriod.M1.wire() : text)
                .orElseThrow(() -> fault(
                        name,
                        "one of "
                                + Arrays.stream(BarPeriod.values())
                                        .map(BarPeriod::wire)
                                        .collect(Collectors.joining(", ")),
                        text));
    }

    /** How deep an order book is to be. */
    static int levels(String name, @Nullable String text, int initial) {
        int levels = count(name, text, initial, Integer.MAX_VALUE);
        if (!LEVELS.contains(levels)) {
            throw fault(name, "one of 1, 5, 10, 20", text);
        }
        return levels;
    }

    private static ProblemException fault(String name, String allowed, @Nullable String given) {
        var shown = given == null || given.length() <= LONGEST ? given : given.substring(0, LONGEST) + "…";
        return new ProblemException(Problem.parameter(name, name + " is " + allowed + ", not " + shown));
    }
}

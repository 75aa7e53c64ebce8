package argus.rest;

import argus.rest.problem.Problem;
import argus.rest.problem.ProblemException;
import argus.watchlist.Precondition;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a change is to depend on from the headers of HTTP. */
final class Preconditions {
    private static final Pattern TAG = Pattern.compile("(W/)?\"([^\"]*)\"");
    private static final Pattern TAGS = Pattern.compile("\\s*" + TAG + "(\\s*,\\s*" + TAG + ")*\\s*");
    private static final String ANY = "*";

    private Preconditions() {}

    /**
     * @param match the header {@code If-Match}, or null
     * @param noneMatch the header {@code If-None-Match}, or null; a change only knows {@code *}
     */
    static Precondition of(@Nullable String match, @Nullable String noneMatch) {
        if (noneMatch != null) {
            if (!noneMatch.strip().equals(ANY) || match != null) {
                throw new ProblemException(
                        Problem.parameter("If-None-Match", "If-None-Match is * here, and without If-Match"));
            }
            return new Precondition(Set.of(), true);
        }
        return match == null ? Precondition.NONE : new Precondition(tags(match), false);
    }

    private static Set<String> tags(String text) {
        if (text.strip().equals(ANY)) {
            return Set.of(ANY);
        }
        if (!TAGS.matcher(text).matches()) {
            throw new ProblemException(
                    Problem.parameter("If-Match", "If-Match is * or tags in quotation marks, as an answer had them"));
        }
        // a weak tag promises too little to be compared with
        return TAG.matcher(text).results().map(Preconditions::strong).collect(Collectors.toSet());
    }

    private static String strong(MatchResult tag) {
        return tag.group(1) == null ? tag.group(2) : tag.group();
    }
}

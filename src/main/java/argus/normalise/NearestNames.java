package argus.normalise;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds which of some names may have been meant by a text that is none of them. Stateless. */
public final class NearestNames {
    private static final int MAX_DISTANCE = 3;

    private NearestNames() {}

    /** Names that begin with the text or are a few letters away, nearest first; all where the text is empty. */
    public static List<String> of(String text, Collection<String> names, int limit) {
        record Found(int distance, String name) {}
        var wanted = text.strip().toLowerCase(Locale.ROOT);
        int most = Math.min(MAX_DISTANCE, Math.max(1, wanted.length() / 2));
        return names.stream()
                .map(name -> new Found(name.startsWith(wanted) ? 0 : EditDistance.of(wanted, name, most), name))
                .filter(found -> found.distance() <= most)
                .sorted(Comparator.comparingInt(Found::distance).thenComparing(Found::name))
                .limit(limit)
                .map(Found::name)
                .toList();
    }
}

package argus.topic;

import argus.model.MarketEvent;
import org.jspecify.annotations.Nullable;

/** Which values of a topic a subscriber is owed. Immutable, stateless; two that ask the same are equal, so that each is asked once. */
@FunctionalInterface
public interface Filter {

    /** @param before the value of the topic before this one, or null if it is the first */
    boolean passes(MarketEvent value, @Nullable MarketEvent before);
}

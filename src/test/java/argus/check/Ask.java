package argus.check;

import jakarta.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as a client asked for it, not answered yet.
 *
 * @param at when, epoch milliseconds
 * @param from the place to go on from, if there is one
 */
record Ask(long at, Versions versions, @Nullable JsonObject from) {}

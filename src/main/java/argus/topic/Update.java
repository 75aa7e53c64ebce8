package argus.topic;

import argus.model.MarketEvent;

/**
 * One accepted value of a topic. Immutable.
 *
 * @param seq rises by one with each update of the topic within an epoch; the first is 1
 * @param ts when it was accepted, epoch milliseconds
 * @param arrivedTs when the source handed in the event that it follows from, epoch milliseconds
 */
public record Update(Topic topic, long seq, long ts, long arrivedTs, MarketEvent value) {

    /** Accepted at once. */
    public Update(Topic topic, long seq, long ts, MarketEvent value) {
        this(topic, seq, ts, ts, value);
    }
}

package argus.topic;

import argus.model.MarketEvent;

/**
 * One accepted value of a topic. Immutable.
 *
 * @param seq rises by one with each update of the topic within an epoch; the first is 1
 * @param ts when it was accepted, epoch milliseconds
 */
public record Update(Topic topic, long seq, long ts, MarketEvent value) {}

package argus.history;

import argus.model.DataType;
import argus.topic.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Which topics are worth recording: those of which somebody may be owed every update. Trades, ticks and bars always are;
 * a quote or an order book is resumed by its present state alone, unless somebody listens to all of its updates, or did
 * within the window. Not thread-safe: the shard that owns the topics owns it.
 */
public final class RecordedTopics {
    private final long windowMs;
    private final Map<Topic, Interest> interests = new HashMap<>();
    private final ArrayDeque<Interest> left = new ArrayDeque<>();

    /** @param window for how long a topic is recorded after its last such listener has gone */
    public RecordedTopics(Duration window) {
        this.windowMs = window.toMillis();
    }

    private static final class Interest {
        private final Topic topic;
        private int listeners;
        private long until;
        private boolean inLine;

        private Interest(Topic topic) {
            this.topic = topic;
        }
    }

    /** Whether the topic is recorded. */
    public boolean contains(Topic topic) {
        return always(topic.type()) || interests.containsKey(topic);
    }

    /** One more listens to every update. */
    public void add(Topic topic) {
        if (!always(topic.type())) {
            interests.computeIfAbsent(topic, Interest::new).listeners++;
        }
    }

    /** One less does. {@code now} in epoch milliseconds. */
    public void remove(Topic topic, long now) {
        var interest = interests.get(topic);
        if (interest != null && --interest.listeners == 0) {
            interest.until = now + windowMs;
            if (!interest.inLine) {
                interest.inLine = true;
                left.add(interest);
            }
        }
    }

    /** Ends the recording of topics whose last listener has been gone for the window. */
    public void expire(long now) {
        for (var interest = left.peek(); interest != null && interest.until <= now; interest = left.peek()) {
            left.remove();
            interest.inLine = false;
            if (interest.listeners == 0) {
                interests.remove(interest.topic);
            }
        }
    }

    private static boolean always(DataType type) {
        return type != DataType.QUOTE && type != DataType.DEPTH;
    }
}

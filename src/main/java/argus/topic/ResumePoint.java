package argus.topic;

/**
 * How far a subscriber has come with a topic.
 *
 * @param epoch in which it was numbered
 * @param seq of the last update it has; 0 if it has none yet
 */
public record ResumePoint(String epoch, long seq) {

    public ResumePoint {
        if (seq < 0) {
            throw new IllegalArgumentException("seq: " + seq);
        }
    }
}

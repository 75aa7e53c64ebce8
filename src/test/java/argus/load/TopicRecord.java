package argus.load;

/**
 * What one client knows of one topic, over all its connections, and whether the service keeps its promise: each update names
 * the one before it, or the client is told exactly which are lost. Not thread-safe.
 */
final class TopicRecord {
    private final String topic;
    private final boolean every;
    private final Tally tally;
    private String epoch = "";
    private long last = -1;
    private long left;
    private boolean answered;
    private long answeredAt;

    /** @param every whether every update is owed */
    TopicRecord(String topic, boolean every, Tally tally) {
        this.topic = topic;
        this.every = every;
        this.tally = tally;
    }

    String topic() {
        return topic;
    }

    /** The sequence of the last update it had or was told of; -1 before the first answer. */
    long last() {
        return last;
    }

    /** Whether this connection has its answer, and all that was promised to be replayed. */
    boolean complete() {
        return answered && left == 0;
    }

    /** Whether this connection has its answer. */
    boolean answered() {
        return answered;
    }

    /** What it says when it comes back; empty if there is nothing to go on from. */
    String from() {
        return epoch.isEmpty() ? "" : "\"%s\":{\"epoch\":\"%s\",\"seq\":%d}".formatted(topic, epoch, last);
    }

    /** Its connection is gone. */
    void cut() {
        answered = false;
        left = 0;
    }

    /** Takes in the answer to a subscription, which came at an instant, epoch milliseconds. */
    void answer(Said said, long now) {
        long seq = said.number("seq");
        switch (said.resumed()) {
            case "" -> tally.check(epoch.isEmpty(), "no word on how it goes on", said);
            case "replayed" -> {
                tally.check(seq == last, "goes on elsewhere", said);
                left = said.number("replayed");
                tally.replayed(left);
            }
            case "lost" -> {
                boolean exact = said.number("from") == last + 1 && said.number("to") == seq;
                tally.check(every && exact, "the loss is not told exactly", said);
                tally.lost(seq - last);
            }
            default -> tally.bySnapshot(every);
        }
        answered = true;
        answeredAt = said.resumed().equals("lost") ? now : 0; // how much is left is not told
        epoch = said.epoch();
        last = seq;
    }

    /** Takes in an update. @return whether it was accepted after the answer */
    boolean update(Said said) {
        long seq = said.number("seq");
        if (said.isSnapshot()) {
            tally.check(seq >= last, "an old snapshot", said);
        } else {
            tally.check(said.number("pseq") == last && seq > last, "the chain is broken after " + last, said);
            tally.check(!every || (seq == last + 1 && said.number("merged") == 0), "one of all is missing", said);
        }
        last = seq;
        boolean past = left > 0 || said.isSnapshot() || said.number("ts") < answeredAt;
        left -= left > 0 ? 1 : 0;
        return !past;
    }

    /** Takes in that some will never come. */
    void gap(Said said) {
        long to = said.number("to");
        tally.check(every && said.number("from") == last + 1 && to > last, "a gap that does not fit", said);
        tally.gap(to - last);
        left = Math.max(0, left - (to - last));
        last = to;
    }
}

package argus.check;

/**
 * A rule that was broken.
 *
 * @param line of the log
 */
record Fault(Rule rule, String client, String topic, long line, String text) {

    @Override
    public String toString() {
        return "line " + line + ", " + client + (topic.isEmpty() ? "" : ", " + topic) + ": " + rule + ": " + text;
    }
}

package argus.load;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One client over all its connections. Not thread-safe. */
final class Client {
    private final Map<String, TopicRecord> topics = new LinkedHashMap<>();
    private final List<String> symbols;
    private final String types;
    private final String hello;
    private final Tally tally;
    private final Delays live;
    private final Delays completions;
    private @Nullable Connection connection;
    private long began;
    private boolean complete;

    /**
     * @param live how long updates took that were accepted when it was there already
     * @param completions how long it took from the first packet until it had all that was to be replayed
     */
    Client(Options options, int index, Tally tally, Delays live, Delays completions) {
        this.symbols = options.symbols(index);
        this.types = options.text("types");
        this.hello = options.text("hello");
        this.tally = tally;
        this.live = live;
        this.completions = completions;
        for (var type : types.split(",")) {
            boolean every = type.equals("trade") || type.equals("tick");
            symbols.forEach(
                    symbol -> topics.put(type + ':' + symbol, new TopicRecord(type + ':' + symbol, every, tally)));
        }
    }

    Map<String, TopicRecord> topics() {
        return topics;
    }

    boolean connected() {
        return connection != null;
    }

    /** Whether it has all its answers on this connection, and all that was to be replayed. */
    boolean complete() {
        return complete;
    }

    /** Is there from an instant on, epoch milliseconds. */
    void began(Connection on, long millis) {
        connection = on;
        began = millis;
        complete = false;
    }

    /** Asks for everything it wants, and says where it was. */
    void ask() {
        var from = topics.values().stream()
                .map(TopicRecord::from)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(","));
        try {
            if (connection != null && !hello.isEmpty()) {
                connection.send("{\"type\":\"hello\",\"data\":" + hello + "}");
            }
            if (connection != null) {
                connection.send("{\"type\":\"subscribe\",\"data\":{\"symbols\":[%s],\"data_types\":[%s]%s}}"
                        .formatted(
                                quoted(symbols),
                                quoted(List.of(types.split(","))),
                                from.isEmpty() ? "" : ",\"from\":{" + from + "}"));
            }
        } catch (IOException e) {
            lost(e);
        }
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(text -> '"' + text + '"').collect(Collectors.joining(","));
    }

    /** Goes without a word. */
    void cut() throws IOException {
        if (connection != null) {
            connection.cut();
        }
        connection = null;
        complete = false;
        topics.values().forEach(TopicRecord::cut);
    }

    /** Its connection was ended, and not by itself. */
    void lost(IOException why) {
        tally.fault("a connection was lost: " + why.getMessage());
        try {
            cut();
        } catch (IOException e) {
            tally.fault("not even closed: " + e.getMessage());
        }
    }

    /** Takes in a frame that came at an instant, epoch milliseconds. */
    void frame(String frame, long now) {
        Said.each(frame, said -> said(said, now));
        if (!complete && topics.values().stream().allMatch(TopicRecord::complete)) {
            complete = true;
            completions.add(now, now - began);
        }
    }

    private void said(Said said, long now) {
        var topic = topics.get(said.topic());
        if (topic == null) {
            if (said.type().equals("welcome")) {
                return;
            }
            tally.other(said.type());
        } else if (said.isUpdate()) {
            tally.check(topic.answered(), "an update before the answer", said);
            if (topic.update(said)) {
                live.add(now, now - said.number("ts"));
            }
        } else if (said.type().equals("gap")) {
            topic.gap(said);
        } else {
            tally.check(said.type().equals("subscription_response"), "not understood", said);
            topic.answer(said, now);
        }
    }
}

package argus.check;

import static argus.check.JsonValues.JSON;

import argus.check.Accepted.Stream;
import argus.check.Accepted.Value;
import argus.check.Entry.Kind;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A history written by hand, of a service that makes no mistake: to be spoilt by tests. Not thread-safe. */
final class Script {
    static final long SEED = 7;
    static final String QUOTE = "quote:BTC-USD";
    static final String TRADE = "trade:BTC-USD";
    static final String BAR = "kline.1s:BTC-USD";
    private static final String EPOCH = "e1";
    private static final int ROWS = 250;

    private final Tape tape = new Tape(SEED);
    private final Map<String, Stream> streams = new TreeMap<>();
    private final List<Line> lines = new ArrayList<>();
    private long now;

    /** A line to be. */
    record Line(String client, long at, Kind kind, JsonObject body) {}

    /** With everything accepted already, as the witness saw it. */
    Script() {
        lines.add(new Line("run", 0, Kind.MADE, object("{'seed':" + SEED + "}")));
        rows(QUOTE, tape.rows("BTC-USD", Tape.Kind.QUOTES));
        rows(TRADE, tape.rows("BTC-USD", Tape.Kind.TRADES));
        bars();
        for (var stream : streams.entrySet()) witness(stream.getKey(), stream.getValue());
        now = 0;
    }

    List<Line> lines() {
        return lines;
    }

    Stream stream(String topic) {
        return streams.get(topic);
    }

    /** Lets the time come at which a value was accepted. */
    void until(String topic, long seq) {
        now = Math.max(now, streams.get(topic).at(seq).ts() + 1);
    }

    /** The last sequence accepted by now. */
    long top(String topic) {
        return streams.get(topic).values().stream()
                .filter(value -> value.ts() <= now)
                .mapToLong(Value::seq)
                .max()
                .orElse(0);
    }

    void pass(long millis) {
        now += millis;
    }

    /** A client of its own, from the beginning. */
    void begin(String client) {
        now = 0;
        open(client);
    }

    void open(String client) {
        add(client, Kind.OPEN, "{}");
    }

    void sent(String client, String type, String data) {
        add(client, Kind.SENT, "{'type':'" + type + "','id':'" + type + "-1','data':" + data + "}");
    }

    void got(String client, Kind kind, String message) {
        add(client, kind, message);
    }

    void closed(String client) {
        add(client, Kind.CLOSED, "{'code':1006}");
    }

    void quiet(String client, String topic, long seq) {
        until(topic, seq);
        pass(5000);
        add(client, Kind.QUIET, "{'since':" + (streams.get(topic).at(seq).ts() + 1) + "}");
    }

    private void add(String client, Kind kind, String body) {
        lines.add(new Line(client, now, kind, object(body)));
    }

    /** One topic of one client. */
    Lane lane(String client, Kind kind, String topic) {
        return new Lane(client, kind, topic);
    }

    /** What a service without mistakes sends of a topic; which updates it sends by themselves is said by the test. */
    final class Lane {
        private final String client;
        private final Kind kind;
        private final String topic;
        private Terms terms = Terms.of(object("{}"), "quote");
        private long last;
        private @Nullable Value reference;
        private boolean delta;
        private boolean whole = true;

        private Lane(String client, Kind kind, String topic) {
            this.client = client;
            this.kind = kind;
            this.topic = topic;
        }

        Lane delta() {
            delta = true;
            return this;
        }

        /** Notes how the topic was asked for. */
        Lane terms(String data) {
            terms = Terms.of(object(data), Topics.type(topic));
            return this;
        }

        void change(String data) {
            terms = terms.with(object(data));
            whole = true;
        }

        void answer(long seq, String more) {
            var where = terms.where() == null ? "" : ",'where':" + terms.where();
            got(
                    client,
                    kind,
                    "{'type':'subscription_response','data':{'status':'active','topic':'" + topic + "','epoch':'"
                            + EPOCH
                            + "','seq':" + seq + ",'options':{'delivery':'" + (terms.all() ? "all" : "conflated") + "'"
                            + where + "}" + more + "}}");
            last = seq;
            whole = true;
        }

        void snapshot() {
            send(message(last).add("snapshot", true).add("data", terms.project(data(last))));
            reference = streams.get(topic).at(last);
        }

        /** Sends the first value that is owed as a snapshot. */
        void first() {
            do last++;
            while (!owed(last));
            until(topic, last);
            snapshot();
        }

        /** Sends all from the next one up to this, each by itself where it is owed. */
        void each(long until) {
            for (long seq = last + 1; seq <= until; seq++) {
                if (owed(seq)) update(seq);
            }
        }

        /** Sends one; what is owed before it is merged into it. */
        void update(long seq) {
            until(topic, seq);
            long merged = 0;
            for (long between = last + 1; between < seq; between++) merged += owed(between) ? 1 : 0;
            var message = message(seq).add("pseq", last).add("merged", merged);
            var full = terms.project(data(seq));
            if (delta && !whole && last / 100 == seq / 100) {
                var patch =
                        JSON.createMergeDiff(terms.project(data(last)), full).toJsonValue();
                message.add("d", patch);
            } else {
                message.add("data", full);
            }
            send(message);
            last = seq;
            reference = streams.get(topic).at(seq);
            whole = false;
        }

        boolean owed(long seq) {
            return Owed.owes(terms, streams.get(topic), streams.get(topic).at(seq), reference);
        }

        void gap(long from, long to, String cause) {
            until(topic, to);
            got(
                    client,
                    kind,
                    "{'type':'gap','data':{'topic':'" + topic + "','from':" + from + ",'to':" + to + ",'cause':'"
                            + cause + "'}}");
            last = to;
            whole = true;
        }

        private JsonObject data(long seq) {
            return streams.get(topic).at(seq).data();
        }

        private JsonObjectBuilder message(long seq) {
            var value = streams.get(topic).at(seq);
            var message = JSON.createObjectBuilder()
                    .add("type", "update")
                    .add("topic", topic)
                    .add("seq", seq)
                    .add("ts", value.ts())
                    .add("timestamp", Instant.ofEpochMilli(value.ts()).toString());
            if (terms.times().contains("src_ts")) message.add("src_ts", value.sourceTs());
            return message;
        }

        private void send(JsonObjectBuilder message) {
            lines.add(new Line(client, now, kind, message.build()));
        }
    }

    private void rows(String topic, List<Map<String, String>> rows) {
        var stream = new Stream(EPOCH);
        for (int i = 0; i < ROWS; i++) {
            var row = rows.get(i);
            var data = JSON.createObjectBuilder().add("symbol", "BTC-USD");
            row.forEach((name, cell) -> {
                if (name.equals("side")) data.add("direction", cell);
                else if (!name.equals("time")) data.add(name, new BigDecimal(cell));
            });
            if (row.containsKey("last_price")) {
                data.add(
                        "change",
                        new BigDecimal(row.get("last_price")).subtract(new BigDecimal(row.get("prev_close"))));
            }
            long time = Long.parseLong(row.get("time"));
            stream.add(new Value(i + 1, time + 2, time, time + 1, data.build()));
        }
        streams.put(topic, stream);
    }

    /** The bars of the trades: each trade makes one grow, and the first of the next closes it. */
    private void bars() {
        var stream = new Stream(EPOCH);
        var trades = new ArrayList<Value>();
        for (var trade : streams.get(TRADE).values()) {
            boolean next = !trades.isEmpty() && trades.get(0).sourceTs() / 1000 != trade.sourceTs() / 1000;
            if (next) {
                stream.add(bar(stream.top() + 1, trades, true, trade));
                trades.clear();
            }
            trades.add(trade);
            stream.add(bar(stream.top() + 1, trades, false, trade));
        }
        streams.put(BAR, stream);
    }

    private static Value bar(long seq, List<Value> trades, boolean closed, Value cause) {
        var prices = trades.stream()
                .map(trade -> trade.data().getJsonNumber("price").bigDecimalValue())
                .toList();
        var volume = BigDecimal.ZERO;
        var amount = BigDecimal.ZERO;
        for (var trade : trades) {
            var size = trade.data().getJsonNumber("volume").bigDecimalValue();
            volume = volume.add(size);
            amount =
                    amount.add(size.multiply(trade.data().getJsonNumber("price").bigDecimalValue()));
        }
        var start = Instant.ofEpochMilli(trades.get(0).sourceTs() / 1000 * 1000);
        var data = JSON.createObjectBuilder()
                .add("symbol", "BTC-USD")
                .add("timestamp", start.toString())
                .add("open", prices.get(0))
                .add("high", prices.stream().max(BigDecimal::compareTo).orElseThrow())
                .add("low", prices.stream().min(BigDecimal::compareTo).orElseThrow())
                .add("close", prices.get(prices.size() - 1))
                .add("volume", volume)
                .add("amount", amount)
                .add("trades", trades.size())
                .add("closed", closed);
        return new Value(seq, cause.ts(), cause.sourceTs(), cause.arrivalTs(), data.build());
    }

    private void witness(String topic, Stream stream) {
        var lane = lane(Entry.WITNESS, Kind.TEXT, topic);
        got(
                Entry.WITNESS,
                Kind.TEXT,
                "{'type':'subscription_response','data':{'status':'active','topic':'" + topic + "','epoch':'" + EPOCH
                        + "','seq':0,'options':{'delivery':'all'}}}");
        for (var value : stream.values()) {
            var message =
                    lane.message(value.seq()).add("in_ts", value.arrivalTs()).add("src_ts", value.sourceTs());
            if (value.seq() == 1) message.add("snapshot", JsonValue.TRUE);
            else message.add("pseq", value.seq() - 1).add("merged", 0);
            lane.send(message.add("data", value.data()));
        }
    }

    /** Writes the lines to a log. */
    static Path write(List<Line> lines, Path file) throws IOException {
        try (var log = new HistoryLog(file)) {
            for (var line : lines)
                log.add(line.client(), line.at(), line.kind(), line.body().toString());
        }
        return file;
    }

    /** JSON with single quotes. */
    static JsonObject object(String text) {
        try (var reader = JSON.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }
}

package argus.check;

import static argus.check.JsonValues.JSON;
import static org.assertj.core.api.Assertions.assertThat;

import argus.check.Entry.Kind;
import argus.check.Script.Line;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A history without mistakes passes; each kind of mistake is found and called by its name. */
class HistoryCheckTest {
    private static final String BOARD = "board";
    private static final String TAPE = "tape";
    private static final String DESK = "desk";
    private static final String WALL = "wall";
    private static final String FILTER = "{'field':'ask_volume','cmp':'gte','val':2}";

    @TempDir
    private Path folder;

    private final List<Line> lines = new ArrayList<>();

    @BeforeEach
    void aHistoryWithoutMistakes() {
        var script = new Script();
        board(script);
        tape(script);
        desk(script);
        wall(script);
        lines.addAll(script.lines());
    }

    /** Patches of merged quotes in gzip batches, with heartbeats. */
    private static void board(Script script) {
        script.begin(BOARD);
        script.sent(BOARD, "hello", "{}");
        agree(script, BOARD, "'encoding':'json+gzip','delta':true,'flow':'push','batch':{'max_items':10}");
        var terms = "{'sub':'b','symbols':['BTC-USD'],'data_types':['quote']}";
        script.until(Script.QUOTE, 10);
        script.sent(BOARD, "subscribe", terms);
        var lane = script.lane(BOARD, Kind.GZIP, Script.QUOTE).terms(terms).delta();
        lane.answer(10, "");
        lane.snapshot();
        for (int seq = 13; seq <= 250; seq += 3) {
            lane.update(seq);
            if (seq % 10 == 0) beat(script, seq / 10, seq);
        }
        script.quiet(BOARD, Script.QUOTE, 250);
    }

    private static void beat(Script script, int n, int seq) {
        script.got(
                BOARD,
                Kind.GZIP,
                "{'type':'heartbeat','data':{'n':" + (n - 1) / 3 + ",'tops':{'" + Script.QUOTE + "':[" + seq + "," + seq
                        + "]}}}");
    }

    /** Every trade, but for a gap, over a lost connection. */
    private static void tape(Script script) {
        script.begin(TAPE);
        var terms = "{'sub':'t','symbols':['BTC-USD'],'data_types':['trade'],'snapshot':false}";
        script.until(Script.TRADE, 20);
        script.sent(TAPE, "subscribe", terms);
        var lane = script.lane(TAPE, Kind.TEXT, Script.TRADE).terms(terms);
        lane.answer(script.top(Script.TRADE), "");
        lane.each(39);
        lane.gap(40, 49, "slow_consumer");
        lane.each(60);
        script.closed(TAPE);
        script.open(TAPE);
        script.until(Script.TRADE, 70);
        script.sent(TAPE, "subscribe", terms.replace("}", ",'from':{'" + Script.TRADE + "':{'epoch':'e1','seq':60}}}"));
        lane.answer(60, ",'resumed':'replayed','replayed':10");
        lane.each(250);
        script.quiet(TAPE, Script.TRADE, 250);
    }

    /** A filter, fields and a least change, which are changed, and a pause. */
    private static void desk(Script script) {
        script.begin(DESK);
        var terms =
                "{'sub':'d','symbols':['BTC-USD'],'data_types':['quote'],'fields':['last_price'],'timestamps':'src_ts',"
                        + "'where':" + FILTER + ",'min_change':{'field':'last_price','abs':0.05}}";
        script.sent(DESK, "subscribe", terms);
        var lane = script.lane(DESK, Kind.TEXT, Script.QUOTE).terms(terms);
        lane.answer(0, "");
        lane.first();
        lane.each(60);
        script.sent(DESK, "reconfigure", "{'sub':'d','where':null,'min_change':null,'fields':null}");
        changed(script);
        lane.change("{'where':null,'min_change':null,'fields':null}");
        script.pass(2000);
        lane.each(100);
        script.sent(DESK, "reconfigure", "{'sub':'d','paused':true}");
        changed(script);
        script.until(Script.QUOTE, 200);
        script.sent(DESK, "reconfigure", "{'sub':'d','paused':false}");
        changed(script);
        lane.update(200);
        lane.each(250);
        script.quiet(DESK, Script.QUOTE, 250);
    }

    private static void changed(Script script) {
        script.got(
                DESK,
                Kind.TEXT,
                "{'type':'reconfigure_response','id':'reconfigure-1','data':{'success':true,'count':1}}");
    }

    /** Bars twice a second, a frame at a time. */
    private static void wall(Script script) {
        script.begin(WALL);
        script.sent(WALL, "hello", "{}");
        agree(script, WALL, "'encoding':'json','delta':false,'flow':'credit'");
        var terms = "{'sub':'w','symbols':['BTC-USD'],'data_types':['kline.1s'],'max_rate':2}";
        script.until(Script.BAR, 5);
        script.sent(WALL, "ready", "{'credit':2}");
        script.sent(WALL, "subscribe", terms);
        var lane = script.lane(WALL, Kind.TEXT, Script.BAR).terms(terms);
        lane.answer(script.top(Script.BAR), "");
        lane.snapshot();
        long top = script.stream(Script.BAR).top();
        for (long seq = 10; seq < top; seq += 5) {
            script.sent(WALL, "ready", "{'credit':1}");
            lane.update(seq);
        }
        script.sent(WALL, "ready", "{'credit':1}");
        lane.update(top);
        script.quiet(WALL, Script.QUOTE, 250);
    }

    private static void agree(Script script, String client, String terms) {
        script.got(client, Kind.TEXT, "{'type':'welcome','data':{'agreed':{" + terms + "}}}");
    }

    @Test
    void aHistoryWithoutMistakesHasNoFaultAndIsLookedAtThroughout() throws IOException {
        var findings = check();
        assertThat(findings.faults()).isEmpty();
        for (var what :
                List.of("patches", "gaps", "merged", "tops", "converged", "bars", "rows", "replayed", "snapshots")) {
            assertThat(findings.counted(what)).as(what).isPositive();
        }
        assertThat(findings.counted("converged")).isEqualTo(4);
    }

    /** What is done to the history, for each rule. */
    private final Map<Rule, Runnable> mistakes = Map.ofEntries(
            Map.entry(Rule.WITNESS, () -> lines.remove(update(Entry.WITNESS, Script.QUOTE, 40))),
            Map.entry(Rule.TAPE, () -> data(Entry.WITNESS, Script.QUOTE, 240, "last_price", JSON.createValue(1))),
            Map.entry(Rule.BARS, () -> spoilClosedBar()),
            Map.entry(
                    Rule.SUBSCRIBED,
                    () -> lines.add(
                            update(TAPE, Script.TRADE, 90), copy(update(Entry.WITNESS, Script.QUOTE, 40), TAPE))),
            Map.entry(
                    Rule.ANSWER,
                    () -> change(
                            line(BOARD, "subscription_response"),
                            body -> with(
                                    body, "data", with(body.getJsonObject("data"), "epoch", JSON.createValue("e2"))))),
            Map.entry(Rule.SNAPSHOT, () -> lines.remove(update(BOARD, Script.QUOTE, 10))),
            Map.entry(Rule.CHAIN, () -> lines.remove(update(BOARD, Script.QUOTE, 40))),
            Map.entry(Rule.ORDER, () -> {
                int place = update(TAPE, Script.TRADE, 100);
                lines.add(place, lines.get(place));
            }),
            Map.entry(
                    Rule.INVENTED,
                    () -> change(update(TAPE, Script.TRADE, 250), body -> with(body, "seq", JSON.createValue(251)))),
            Map.entry(Rule.VALUE, () -> data(TAPE, Script.TRADE, 77, "price", JSON.createValue(1))),
            Map.entry(
                    Rule.PATCH,
                    () -> change(update(BOARD, Script.QUOTE, 100), body -> {
                        var rest = JSON.createObjectBuilder(body).remove("data");
                        return rest.add("d", body.get("data")).build();
                    })),
            Map.entry(
                    Rule.OWED,
                    () -> change(
                            line(DESK, "subscribe"),
                            body -> with(
                                    body,
                                    "data",
                                    with(
                                            body.getJsonObject("data"),
                                            "where",
                                            Script.object("{'field':'last_price','cmp':'lt','val':0}"))))),
            Map.entry(
                    Rule.MERGED,
                    () -> change(update(BOARD, Script.QUOTE, 40), body -> with(body, "merged", JSON.createValue(1)))),
            Map.entry(Rule.ALL, () -> {
                lines.remove(update(TAPE, Script.TRADE, 100));
                change(update(TAPE, Script.TRADE, 101), body -> with(body, "pseq", JSON.createValue(99)));
            }),
            Map.entry(
                    Rule.GAP,
                    () -> change(
                            line(TAPE, "gap"),
                            body -> with(
                                    body, "data", with(body.getJsonObject("data"), "from", JSON.createValue(41))))),
            Map.entry(
                    Rule.RESUME,
                    () -> change(
                            line(TAPE, body -> body.toString().contains("resumed")),
                            body -> with(
                                    body, "data", with(body.getJsonObject("data"), "replayed", JSON.createValue(99))))),
            Map.entry(
                    Rule.PAUSED,
                    () -> lines.removeIf(line ->
                            line.client().equals(DESK) && line.body().toString().contains("\"paused\":false"))),
            Map.entry(
                    Rule.RATE,
                    () -> change(
                            line(WALL, "subscribe"),
                            body -> with(
                                    body, "data", with(body.getJsonObject("data"), "max_rate", JSON.createValue(1))))),
            Map.entry(
                    Rule.HEARTBEAT,
                    () -> change(
                            line(BOARD, body -> body.toString().contains("\"n\":5")),
                            body -> with(body, "data", with(body.getJsonObject("data"), "n", JSON.createValue(7))))),
            Map.entry(Rule.FRAME, () -> {
                int place = update(BOARD, Script.QUOTE, 40);
                var line = lines.get(place);
                lines.set(place, new Line(line.client(), line.at(), Kind.TEXT, line.body()));
            }),
            Map.entry(Rule.CREDIT, () -> lines.remove(line(WALL, "ready"))),
            Map.entry(Rule.CONVERGED, () -> lines.remove(update(BOARD, Script.QUOTE, 250))));

    @ParameterizedTest
    @EnumSource
    void eachKindOfMistakeIsFound(Rule rule) throws IOException {
        mistakes.get(rule).run();
        assertThat(check().faults()).extracting(Fault::rule).contains(rule);
    }

    @Test
    void aTopThatIsAheadOfWhatCameIsFound() throws IOException {
        change(line(BOARD, "heartbeat"), body -> Script.object(body.toString().replace("[40,", "[43,")));
        assertThat(check().faults()).extracting(Fault::rule).contains(Rule.HEARTBEAT);
    }

    @Test
    void aFilterThatGoesOnLongAfterItWasClearedIsFound() throws IOException {
        long pseq = 200;
        for (int i = update(DESK, Script.QUOTE, 200) + 1; i < lines.size(); i++) {
            var line = lines.get(i);
            if (!line.client().equals(DESK) || !line.body().containsKey("pseq")) continue;
            if (line.body().getJsonObject("data").getInt("ask_volume") < 2) {
                lines.remove(i--);
            } else {
                var before = JSON.createValue(pseq);
                change(i, body -> with(body, "pseq", before));
                pseq = line.body().getInt("seq");
            }
        }
        assertThat(check().faults()).extracting(Fault::rule).contains(Rule.MERGED);
    }

    @Test
    void aChangeThatIsAnsweredLateIsNoFault() throws IOException {
        int place = line(DESK, "reconfigure_response");
        var answer = lines.remove(place);
        lines.add(place + 3, answer);
        assertThat(check().faults()).isEmpty();
    }

    private Findings check() throws IOException {
        return HistoryCheck.check(Script.write(lines, folder.resolve("history.gz")));
    }

    private void spoilClosedBar() {
        int place = line(
                Entry.WITNESS,
                body -> Script.BAR.equals(body.getString("topic", ""))
                        && body.getInt("seq") > 40
                        && body.getJsonObject("data").getBoolean("closed"));
        change(place, body -> with(body, "data", with(body.getJsonObject("data"), "trades", JSON.createValue(1))));
    }

    private void data(String client, String topic, long seq, String member, JsonValue value) {
        change(update(client, topic, seq), body -> with(body, "data", with(body.getJsonObject("data"), member, value)));
    }

    private void change(int place, UnaryOperator<JsonObject> change) {
        var line = lines.get(place);
        lines.set(place, new Line(line.client(), line.at(), line.kind(), change.apply(line.body())));
    }

    private Line copy(int place, String client) {
        var line = lines.get(place);
        return new Line(client, line.at(), line.kind(), line.body());
    }

    private int update(String client, String topic, long seq) {
        return line(client, body -> body.getString("topic", "").equals(topic) && body.getInt("seq") == seq);
    }

    private int line(String client, String type) {
        return line(client, body -> body.getString("type", "").equals(type));
    }

    private int line(String client, Predicate<JsonObject> wanted) {
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line.client().equals(client) && wanted.test(line.body())) return i;
        }
        throw new AssertionError("there is no such line of " + client);
    }

    private static JsonObject with(JsonObject object, String member, JsonValue value) {
        return JSON.createObjectBuilder(object).add(member, value).build();
    }
}

package argus.check;

import argus.check.Entry.Kind;
import jakarta.json.JsonObject;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** How one connection is written to: encoding, batches and credit, held against what hello agreed on. Not thread-safe. */
final class FrameProof {
    private static final int MOST_CREDIT = 1000;

    private final BiConsumer<Rule, String> faults;
    private final Findings findings;
    private Kind encoding = Kind.TEXT;
    private @Nullable JsonObject agreed;
    private boolean credited;
    private long credit;
    private long heartbeats;

    FrameProof(BiConsumer<Rule, String> faults, Findings findings) {
        this.faults = faults;
        this.findings = findings;
    }

    /** Whether updates may be told as patches. */
    boolean delta() {
        return agreed != null && agreed.getBoolean("delta");
    }

    /** More frames are allowed from now on. */
    void allow(long frames) {
        credit = Math.min(MOST_CREDIT, credit + frames);
    }

    /** Takes a frame, whatever is in it. */
    void frame(Kind kind, JsonObject message) {
        findings.count("frames " + kind);
        // the welcome that answers hello is still written the old way
        boolean welcome = message.getString("type").equals("welcome");
        if (kind != encoding && !(welcome && kind == Kind.TEXT)) {
            faults.accept(Rule.FRAME, kind + " came, and " + encoding + " was agreed");
        }
        if (credited && credit-- <= 0)
            faults.accept(Rule.CREDIT, "a frame without credit: " + message.getString("type"));
        if (message.getString("type").equals("batch")) batch(message);
        else if (message.containsKey("seq") && !message.containsKey("timestamp")) {
            faults.accept(Rule.FRAME, "an update by itself without timestamp");
        }
    }

    private void batch(JsonObject message) {
        var items = message.getJsonArray("items");
        findings.count("batches");
        findings.count("items", items.size());
        if (agreed == null || !agreed.containsKey("batch")) {
            faults.accept(Rule.FRAME, "a batch that was not agreed on");
            return;
        }
        int most = agreed.getJsonObject("batch").getInt("max_items");
        if (message.getInt("n") != items.size() || items.size() < 2 || items.size() > most) {
            faults.accept(Rule.FRAME, "n " + message.getInt("n") + ", " + items.size() + " items, at most " + most);
        }
        for (var item : items.getValuesAs(JsonObject.class)) {
            if (item.containsKey("seq") && item.containsKey("timestamp") != item.containsKey("rows")) {
                faults.accept(Rule.FRAME, "only an item with rows has a timestamp: " + item);
            }
        }
    }

    /** Takes the answer to hello. */
    void agreed(JsonObject terms) {
        agreed = terms;
        heartbeats = 0;
        encoding = switch (terms.getString("encoding")) {
            case "json+gzip" -> Kind.GZIP;
            case "json+binary" -> Kind.BINARY;
            default -> Kind.TEXT;
        };
        credited = terms.getString("flow").equals("credit");
        findings.count("agreed " + terms.getString("encoding") + " " + terms.getString("flow"));
    }

    /** Takes a heartbeat of the server's own. */
    void heartbeat(JsonObject data) {
        long n = JsonValues.number(data, "n");
        if (n != heartbeats + 1 && heartbeats != 0) {
            faults.accept(Rule.HEARTBEAT, "heartbeat " + n + " after " + heartbeats);
        }
        heartbeats = n;
        findings.count("heartbeats");
    }
}

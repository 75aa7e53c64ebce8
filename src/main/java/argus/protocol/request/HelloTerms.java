package argus.protocol.request;

import static argus.protocol.request.Request.unsupported;

import argus.protocol.Agreement;
import argus.protocol.Agreement.Encoding;
import argus.protocol.json.JsonNode;
import java.util.List;
import java.util.Locale;

/** Reads how a client wants to be written to, and chooses of what it offers. */
final class HelloTerms {
    private static final int MAX_DELAY_MS = 10_000;
    private static final int MAX_ITEMS = 10_000;
    private static final int USUAL_ITEMS = 500;
    private static final int MIN_HEARTBEAT_MS = 500;
    private static final int MAX_HEARTBEAT_MS = 600_000;
    private static final List<String> FLOWS = List.of("push", "credit");

    private HelloTerms() {}

    static Agreement of(Request request) {
        var batch = request.object("batch");
        return new Agreement(
                version(request),
                encoding(request),
                batch == null ? 0 : (int) batch.whole("max_delay_ms", 0, MAX_DELAY_MS, 0),
                batch == null ? 0 : (int) batch.whole("max_items", 1, MAX_ITEMS, USUAL_ITEMS),
                request.flag("delta"),
                credit(request),
                heartbeatMs(request));
    }

    private static int version(Request request) {
        var place = request.find("version");
        if (place == null) {
            return Agreement.CURRENT_VERSION;
        }
        for (int version : Agreement.VERSIONS) {
            if (place.value() instanceof JsonNode.Numeral numeral
                    && numeral.literal().equals(Integer.toString(version))) {
                return version;
            }
        }
        throw unsupported("This version is not supported", place.path(), Agreement.VERSIONS);
    }

    /** The first of the client's that is known here. */
    private static Encoding encoding(Request request) {
        if (request.find("encodings") == null) {
            return Encoding.JSON;
        }
        for (var name : request.texts("encodings")) {
            for (var encoding : Encoding.values()) {
                if (encoding.wire().equals(name.text().toLowerCase(Locale.ROOT))) {
                    return encoding;
                }
            }
        }
        throw unsupported("None of these encodings is supported", request.path("encodings"), Agreement.ENCODINGS);
    }

    private static boolean credit(Request request) {
        var flow = request.text("flow");
        if (flow == null) {
            return false;
        }
        int known = FLOWS.indexOf(flow.toLowerCase(Locale.ROOT));
        if (known < 0) {
            throw unsupported("is to be push or credit", request.path("flow"), FLOWS);
        }
        return known == 1;
    }

    private static int heartbeatMs(Request request) {
        int interval = (int) request.whole("heartbeat_ms", 0, MAX_HEARTBEAT_MS, 0);
        if (interval > 0 && interval < MIN_HEARTBEAT_MS) {
            throw Request.bad("is to be 0, or at least " + MIN_HEARTBEAT_MS, request.path("heartbeat_ms"));
        }
        return interval;
    }
}

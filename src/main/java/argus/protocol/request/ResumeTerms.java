package argus.protocol.request;

import static argus.protocol.request.Request.bad;

import argus.protocol.Echo;
import argus.protocol.json.JsonPath;
import argus.protocol.request.ClientMessage.Resume;
import argus.protocol.request.Request.Item;
import argus.protocol.request.Request.Place;
import argus.topic.ResumePoint;
import java.util.ArrayList;
import java.util.List;

/** Reads where a client wants to go on. */
final class ResumeTerms {
    private ResumeTerms() {}

    static List<Resume> of(Request request) {
        var from = request.object("from");
        var points = new ArrayList<Resume>();
        if (from != null) {
            from.members().forEach((topic, value) -> {
                var path = JsonPath.member(from.path(), topic);
                points.add(resume(topic, path, Request.of(new Place(value, path))));
            });
        }
        return points;
    }

    private static Resume resume(String topic, String path, Request point) {
        int colon = topic.indexOf(':');
        var symbol = topic.substring(colon + 1).strip();
        if (colon < 1 || symbol.isEmpty() || symbol.length() > Values.MAX_NAME) {
            throw bad("is to be a topic, as quote:000001.SZ", path);
        }
        var selection = Selections.closed(
                Selections.of(new Item(topic.substring(0, colon).strip(), path)));
        return new Resume(selection, symbol, new ResumePoint(epoch(point), seq(point)));
    }

    private static String epoch(Request point) {
        var place = point.find("epoch");
        if (place == null) {
            throw bad("names no epoch", point.path("epoch"));
        }
        var epoch = Values.text(place, Echo.MAX_LENGTH);
        if (epoch.isBlank()) {
            throw bad("names no epoch", place.path());
        }
        return epoch;
    }

    private static long seq(Request point) {
        if (point.find("seq") == null) {
            throw bad("names no seq", point.path("seq"));
        }
        return point.whole("seq", 0, Long.MAX_VALUE, 0);
    }
}

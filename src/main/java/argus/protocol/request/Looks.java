package argus.protocol.request;

import static argus.protocol.request.Request.bad;
import static argus.protocol.request.Request.unsupported;

import argus.model.Column;
import argus.model.Columns;
import argus.model.DataType;
import argus.protocol.json.JsonNode;
import argus.protocol.request.Request.Item;
import argus.topic.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What of each value a client wants to see.
 *
 * @param fields names of columns; empty for all
 * @param sourceTime whether the source's own time is wanted
 * @param arrivalTime whether the time of arrival is wanted
 */
record Looks(List<Item> fields, boolean sourceTime, boolean arrivalTime) {
    private static final String SYMBOL = "symbol";
    private static final String SOURCE_TIME = "src_ts";
    private static final String ARRIVAL_TIME = "in_ts";

    static Looks of(Request request) {
        var place = request.find("timestamps");
        if (place == null || place.value() instanceof JsonNode.Flag) {
            boolean all = request.flag("timestamps");
            return new Looks(fields(request), all, all);
        }
        var names = Values.names(place);
        for (var name : names) {
            if (!name.text().equals(SOURCE_TIME) && !name.text().equals(ARRIVAL_TIME)) {
                throw unsupported("is to be src_ts or in_ts", name.path(), List.of(SOURCE_TIME, ARRIVAL_TIME));
            }
        }
        var texts = names.stream().map(Item::text).toList();
        return new Looks(fields(request), texts.contains(SOURCE_TIME), texts.contains(ARRIVAL_TIME));
    }

    /**
     * The shape of one data type's updates.
     *
     * @param chosen all data types that are wanted like this
     * @throws argus.protocol.ProtocolException if a column is named that none of them has
     */
    Shape of(DataType type, Set<DataType> chosen) {
        return Shape.FULL.withFields(columns(type, chosen)).withTimes(sourceTime, arrivalTime);
    }

    /** The names of the columns wanted of one data type, in the order of its data; empty for all. */
    List<String> columns(DataType type, Set<DataType> chosen) {
        if (fields.isEmpty()) {
            return List.of();
        }
        Set<String> wanted = new HashSet<>();
        for (var field : fields) {
            if (chosen.stream()
                    .noneMatch(some -> Columns.find(some, field.text()).isPresent())) {
                throw unsupported("no such column", field.path(), names(chosen));
            }
            wanted.add(field.text());
        }
        wanted.add(SYMBOL);
        var columns = Columns.of(type).stream()
                .map(Column::name)
                .filter(wanted::contains)
                .toList();
        return columns.size() == Columns.of(type).size() ? List.of() : columns;
    }

    private static List<String> names(Set<DataType> types) {
        return types.stream()
                .flatMap(type -> Columns.of(type).stream())
                .map(Column::name)
                .distinct()
                .toList();
    }

    private static List<Item> fields(Request request) {
        var fields = request.texts("fields");
        if (fields.isEmpty() && request.find("fields") != null) {
            throw bad("names no column", request.path("fields"));
        }
        return fields;
    }
}

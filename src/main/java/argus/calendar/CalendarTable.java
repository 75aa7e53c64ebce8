package argus.calendar;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.Reader;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One market's calendar as it stands in a JSON file: sessions, bar blocks, weekday closures and shortened days. It
 * covers whole years, from the first to the last that has a closure.
 *
 * @param blocks the stretches that bars are cut in; they may leave out auctions
 * @param shortDays the time of day, in seconds, at which regular trading ends
 * @param dayBegins when a trading day begins, in seconds from the midnight before its date; sessions count from there
 * @param everyDay whether weekends are trading days and no year is unknown
 */
record CalendarTable(
        ZoneId zone,
        int dayBegins,
        List<Span> sessions,
        List<Span> blocks,
        Set<LocalDate> holidays,
        Map<LocalDate, Integer> shortDays,
        boolean everyDay,
        int firstYear,
        int lastYear) {
    private static final int DAY = 86_400;

    /** A stretch of a day, in seconds since local midnight, the end not included. */
    record Span(int start, int end, Phase phase) {}

    /** The table of a market that never closes. */
    static CalendarTable alwaysOpen(ZoneId zone) {
        var day = List.of(new Span(0, DAY, Phase.REGULAR));
        return new CalendarTable(zone, 0, day, day, Set.of(), Map.of(), true, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** The table of trading between banks: from five in the afternoon of New York to the next, Monday to Friday. */
    static CalendarTable foreignExchange() {
        var day = List.of(new Span(0, DAY, Phase.REGULAR));
        int fiveOfTheDayBefore = -7 * 3_600;
        return new CalendarTable(
                ZoneId.of("America/New_York"),
                fiveOfTheDayBefore,
                day,
                day,
                Set.of(),
                Map.of(),
                false,
                Integer.MIN_VALUE,
                Integer.MAX_VALUE);
    }

    /**
     * @param origin names the file in messages
     * @throws IllegalArgumentException if the table cannot be read
     */
    static CalendarTable read(Reader text, String origin) {
        try (var json = Json.createReader(text)) {
            return of(json.readObject());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("calendar table " + origin + ": " + e.getMessage(), e);
        }
    }

    private static CalendarTable of(JsonObject json) {
        var sessions = spans(json.getJsonArray("sessions"));
        var blocks = json.containsKey("bars")
                ? spans(json.getJsonArray("bars"))
                : sessions.stream().filter(s -> s.phase() == Phase.REGULAR).toList();
        var holidays = new HashSet<LocalDate>();
        for (var day : json.getJsonArray("holidays").getValuesAs(JsonString::getString)) {
            holidays.add(LocalDate.parse(day));
        }
        if (sessions.isEmpty() || blocks.isEmpty() || holidays.isEmpty()) {
            throw new IllegalArgumentException("needs sessions and holidays");
        }
        var shortDays = new HashMap<LocalDate, Integer>();
        for (var member : List.of("halfDays", "earlyCloses")) {
            if (json.containsKey(member)) {
                json.getJsonObject(member)
                        .forEach((day, end) ->
                                shortDays.put(LocalDate.parse(day), seconds(((JsonString) end).getString())));
            }
        }
        var years = holidays.stream()
                .mapToInt(LocalDate::getYear)
                .sorted()
                .distinct()
                .toArray();
        return new CalendarTable(
                ZoneId.of(json.getString("zone")),
                0,
                sessions,
                blocks,
                Set.copyOf(holidays),
                Map.copyOf(shortDays),
                false,
                years[0],
                years[years.length - 1]);
    }

    private static List<Span> spans(JsonArray rows) {
        var spans = new ArrayList<Span>();
        for (var row : rows.getValuesAs(JsonArray.class)) {
            var phase = row.size() > 2 ? Phase.ofLabel(row.getString(2)) : Phase.REGULAR;
            var span = new Span(seconds(row.getString(0)), seconds(row.getString(1)), phase);
            int before = spans.isEmpty() ? 0 : spans.get(spans.size() - 1).end();
            if (span.start() < before || span.end() <= span.start()) {
                throw new IllegalArgumentException("sessions overlap or are out of order at " + row);
            }
            spans.add(span);
        }
        return List.copyOf(spans);
    }

    private static int seconds(String time) {
        return time.equals("24:00") ? DAY : LocalTime.parse(time).toSecondOfDay();
    }

    /** The sessions of a trading day. */
    List<Span> sessionsOn(LocalDate day) {
        return shortened(sessions, day);
    }

    /** The bar blocks of a trading day. */
    List<Span> blocksOn(LocalDate day) {
        return shortened(blocks, day);
    }

    /** On a short day what starts before the cut ends there, and what follows the usual close follows the cut instead. */
    private List<Span> shortened(List<Span> spans, LocalDate day) {
        var cut = shortDays.get(day);
        if (cut == null) {
            return spans;
        }
        int close = sessions.stream()
                .filter(s -> s.phase() == Phase.REGULAR)
                .mapToInt(Span::end)
                .max()
                .orElse(DAY);
        var result = new ArrayList<Span>();
        for (var span : spans) {
            if (span.start() >= close) {
                result.add(new Span(span.start() - close + cut, span.end() - close + cut, span.phase()));
            } else if (span.start() < cut) {
                result.add(new Span(span.start(), Math.min(span.end(), cut), span.phase()));
            }
        }
        return result;
    }
}

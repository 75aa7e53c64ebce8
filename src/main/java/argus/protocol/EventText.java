package argus.protocol;

import argus.model.MarketEvent;
import argus.protocol.EventWriter.Member;
import java.util.List;

/** The data of one event, written once; parts of it and patches are copied from here. Immutable. */
final class EventText {
    private final MarketEvent event;
    private final Member[] members;
    private final String text;
    private final int start;
    private final int[] ends;

    /**
     * @param text in which the data stands
     * @param start where it begins
     * @param ends where each member ends; one that the event does not have ends where the one before does
     */
    EventText(MarketEvent event, String text, int start, int[] ends) {
        this.event = event;
        this.members = EventWriter.members(event);
        this.text = text;
        this.start = start;
        this.ends = ends;
    }

    /** Appends the data. @param fields names of the columns wanted beside the symbol; empty for all */
    void append(StringBuilder out, List<String> fields) {
        if (fields.isEmpty()) {
            out.append(text, start, ends[ends.length - 1] + 1);
            return;
        }
        out.append('{');
        for (int i = 0; i < members.length; i++) {
            if (members[i].isAmong(fields)) {
                out.append(text, i == 0 ? start + 1 : ends[i - 1], ends[i]);
            }
        }
        out.append('}');
    }

    /**
     * Appends the merge patch (RFC 7396) that turns the data of an earlier event into this one: the members that differ,
     * null for one that went.
     *
     * @param base of the same type and symbol
     */
    void appendPatch(StringBuilder out, MarketEvent base, List<String> fields) {
        out.append('{');
        boolean first = true;
        for (int i = 1; i < members.length; i++) { // both are of one symbol
            var member = members[i];
            if (!member.isAmong(fields)) {
                continue;
            }
            var before = member.column().value(base);
            if (ends[i] == ends[i - 1]) {
                if (before != null) {
                    out.append(member.prefix(), first ? 1 : 0, member.prefix().length());
                    out.append("null");
                    first = false;
                }
            } else if (before == null || !before.equals(member.column().value(event))) {
                out.append(text, first ? ends[i - 1] + 1 : ends[i - 1], ends[i]);
                first = false;
            }
        }
        out.append('}');
    }
}

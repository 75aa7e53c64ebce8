package argus.load;

import java.util.function.Consumer;

/**
 * What the storm needs to know of one message of the service, found by looking for the members it needs: far cheaper than
 * reading JSON, and good enough for messages in the compact form in which the service writes them.
 *
 * @param type of the message
 * @param topic empty if it concerns none
 * @param resumed how a topic goes on; empty if it was not to go on
 * @param text the whole message
 */
record Said(String type, String topic, String resumed, String text) {
    private static final String START = "{\"type\":\"";

    /** Reads a frame: one message, or a batch of them. */
    static void each(String frame, Consumer<Said> to) {
        int at = frame.startsWith("{\"type\":\"batch\"") ? frame.indexOf(START, START.length()) : 0;
        boolean batch = at > 0;
        while (at >= 0) {
            int next = batch ? frame.indexOf(START, at + START.length()) : -1;
            to.accept(of(batch ? frame.substring(at, next < 0 ? frame.length() : next) : frame));
            at = next;
        }
    }

    private static Said of(String text) {
        return new Said(string(text, START), string(text, "\"topic\":\""), string(text, "\"resumed\":\""), text);
    }

    /** Whether it is an update of a topic, or the value that a topic begins with. */
    boolean isUpdate() {
        return type.endsWith("_data");
    }

    boolean isSnapshot() {
        return text.contains(",\"snapshot\":true,\"ts\"");
    }

    String epoch() {
        return string(text, "\"epoch\":\"");
    }

    /** A whole number, or -1 where there is none of that name. */
    long number(String name) {
        var member = "\"" + name + "\":";
        int from = text.indexOf(member);
        if (from < 0) {
            return -1;
        }
        long number = 0;
        for (int i = from + member.length(); i < text.length() && Character.isDigit(text.charAt(i)); i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static String string(String text, String before) {
        int from = text.indexOf(before);
        if (from < 0) {
            return "";
        }
        from += before.length();
        int to = text.indexOf('"', from);
        return to < 0 ? "" : text.substring(from, to);
    }
}

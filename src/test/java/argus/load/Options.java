package argus.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the command line says, each as {@code --name value}, and what holds where it says nothing. */
final class Options {
    private final Map<String, String> values = new LinkedHashMap<>();

    Options() {
        values.put("host", "127.0.0.1");
        values.put("port", "8765");
        values.put("path", "/ws");
        values.put("pid", "");
        values.put("clients", "5000");
        values.put("stay", "500");
        values.put("ramp", "400");
        values.put("symbols", "100");
        values.put("first", "600000");
        values.put("types", "trade,quote");
        values.put("each", "1");
        values.put("hello", "");
        values.put("warmup", "20");
        values.put("calm", "10");
        values.put("away", "10");
        values.put("within", "10");
        values.put("after", "10");
        values.put("rounds", "3");
        values.put("limit", "200");
    }

    /** @throws IllegalArgumentException naming what is not known */
    static Options of(String... arguments) {
        var options = new Options();
        for (int i = 0; i < arguments.length; i += 2) {
            var name = arguments[i].replaceFirst("^--", "");
            if (i + 1 == arguments.length || options.values.replace(name, arguments[i + 1]) == null) {
                throw new IllegalArgumentException(arguments[i] + " is none of, or lacks its value: " + options.values);
            }
        }
        return options;
    }

    String text(String name) {
        return values.get(name);
    }

    int number(String name) {
        return Integer.parseInt(values.get(name));
    }

    /** The symbols of a client. */
    List<String> symbols(int client) {
        var symbols = new ArrayList<String>();
        int each = number("each");
        for (int i = 0; i < each; i++) {
            int index = (int) ((client * (long) each + i) % number("symbols"));
            symbols.add((number("first") + index) + ".SH");
        }
        return symbols;
    }
}

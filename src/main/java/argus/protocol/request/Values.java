package argus.protocol.request;

import static argus.protocol.request.Request.bad;

import argus.protocol.Echo;
import argus.protocol.json.JsonNode;
import argus.protocol.json.JsonPath;
import argus.protocol.request.Request.Item;
import argus.protocol.request.Request.Place;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Understands single values. Each method throws {@link argus.protocol.ProtocolException} with the place of another kind. */
final class Values {
    /** The longest text accepted where the text is to be a name: a symbol, an id. */
    static final int MAX_NAME = 64;

    /** Numbers that are computed with have at most so many digits before the point, and as many zeros behind it. */
    private static final int MAX_EXPONENT = 100;

    private Values() {}

    /** A string of a few characters, without white space around it. */
    static String name(Place place) {
        var text = text(place, MAX_NAME);
        if (text.isBlank()) {
            throw bad("is to have 1 to " + MAX_NAME + " characters", place.path());
        }
        return text.strip();
    }

    /** One name, or a list of them. */
    static List<Item> names(Place place) {
        return place.value() instanceof JsonNode.Items
                ? items(place).stream()
                        .map(item -> new Item(name(item), item.path()))
                        .toList()
                : List.of(new Item(name(place), place.path()));
    }

    /** A string, as it is. */
    static String text(Place place, int longest) {
        if (!(place.value() instanceof JsonNode.Text text)) {
            throw bad("is to be a string", place.path());
        }
        if (text.value().length() > longest) {
            throw bad("is to have at most " + longest + " characters", place.path());
        }
        return text.value();
    }

    /** The elements of a list. */
    static List<Place> items(Place place) {
        if (!(place.value() instanceof JsonNode.Items list)) {
            throw bad("is to be a list", place.path());
        }
        return IntStream.range(0, list.items().size())
                .mapToObj(i -> new Place(list.items().get(i), JsonPath.item(place.path(), i)))
                .toList();
    }

    /** A string or number to give back. */
    static Echo echo(Place place) {
        if (place.value() instanceof JsonNode.Numeral number) {
            return new Echo(number.literal());
        }
        if (place.value() instanceof JsonNode.Text text && text.value().length() <= Echo.MAX_LENGTH) {
            return Echo.of(text.value());
        }
        throw bad("is to be a number, or a string of at most " + Echo.MAX_LENGTH + " characters", place.path());
    }

    /** True or false. */
    static boolean flag(Place place) {
        if (!(place.value() instanceof JsonNode.Flag flag)) {
            throw bad("is to be true or false", place.path());
        }
        return flag.value();
    }

    /** A number that may be computed with. */
    static BigDecimal number(Place place) {
        if (!(place.value() instanceof JsonNode.Numeral numeral)) {
            throw bad("is to be a number", place.path());
        }
        var number = decimal(numeral.literal());
        // 1e999999999 must not be computed with, nor be written with all its zeros
        if (number == null || Math.abs((long) number.precision() - number.scale()) > MAX_EXPONENT) {
            throw bad("not a number in range", place.path());
        }
        return number;
    }

    /** A whole number within bounds. */
    static long whole(Place place, long least, long most) {
        var number = number(place);
        if (number.compareTo(BigDecimal.valueOf(least)) < 0
                || number.compareTo(BigDecimal.valueOf(most)) > 0
                || number.stripTrailingZeros().scale() > 0) {
            throw bad("is to be a whole number from " + least + " to " + most, place.path());
        }
        return number.longValue();
    }

    private static @Nullable BigDecimal decimal(String literal) {
        try {
            var number = new BigDecimal(literal);
            return number.signum() == 0 ? BigDecimal.ZERO : number;
        } catch (NumberFormatException e) {
            return null; // an exponent that no number has
        }
    }
}

package argus.normalise.naming;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The first letters of a Chinese name as it is spoken, by which traders type it: 平安银行 is PAYH. Letters and digits stay,
 * also those of full width. A character that is read in several ways has the reading of the word it stands in, and
 * otherwise the usual one of company names; the other readings are found as well. Stateless.
 */
public final class PinyinInitials {
    private static final char FIRST = 0x4E00;
    /** The first letter of the usual reading of each character from U+4E00, or a question mark. */
    private static final String LETTERS = table();

    /** Words of company names in which a character is not read as usual. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("重庆", "CQ"),
            Map.entry("重药", "CY"),
            Map.entry("重啤", "CP"),
            Map.entry("广厦", "GS"),
            Map.entry("大厦", "DS"),
            Map.entry("行动", "XD"),
            Map.entry("旅行", "LX"),
            Map.entry("出行", "CX"),
            Map.entry("飞行", "FX"),
            Map.entry("运行", "YX"),
            Map.entry("行健", "XJ"),
            Map.entry("成长", "CZ"),
            Map.entry("增长", "ZZ"),
            Map.entry("音乐", "YY"),
            Map.entry("会稽", "KJ"),
            Map.entry("人参", "RS"),
            Map.entry("大参林", "DSL"),
            Map.entry("东阿", "DE"),
            Map.entry("阿胶", "EJ"),
            Map.entry("番禺", "PY"),
            Map.entry("涡阳", "GY"),
            Map.entry("呷哺", "XB"));

    private static final int LONGEST_WORD = 3;

    /** Readings of characters in company names, the usual one first; the table has another one first, or only one. */
    private static final Map<Character, String> READINGS = Map.ofEntries(
            Map.entry('行', "HX"),
            Map.entry('长', "CZ"),
            Map.entry('重', "ZC"),
            Map.entry('厦', "XS"),
            Map.entry('乐', "LY"),
            Map.entry('朝', "CZ"),
            Map.entry('盛', "SC"),
            Map.entry('曾', "ZC"),
            Map.entry('单', "DS"),
            Map.entry('会', "HK"),
            Map.entry('解', "JX"),
            Map.entry('调', "TD"),
            Map.entry('参', "CS"),
            Map.entry('沈', "SC"),
            Map.entry('藏', "ZC"),
            Map.entry('传', "CZ"),
            Map.entry('车', "CJ"),
            Map.entry('贾', "JG"),
            Map.entry('阿', "AE"),
            Map.entry('石', "SD"),
            Map.entry('晟', "SC"),
            Map.entry('强', "QJ"),
            Map.entry('覃', "QT"),
            Map.entry('翟', "ZD"),
            Map.entry('秘', "MB"),
            Map.entry('奇', "QJ"),
            Map.entry('宿', "SX"),
            Map.entry('茅', "M"));

    /** A name with more readings than this is found by some of them only. */
    private static final int MOST_READINGS = 16;

    private PinyinInitials() {}

    /** The usual initials of a name, in upper case; empty where it has neither Chinese characters nor Latin letters. */
    public static String of(String name) {
        return readings(name).get(0);
    }

    /** All initials by which the name may be typed, the usual ones first. */
    public static List<String> readings(String name) {
        var text = Normalizer.normalize(name, Normalizer.Form.NFKC);
        var readings = new ArrayList<>(List.of(new StringBuilder()));
        for (int i = 0; i < text.length(); i++) {
            var word = word(text, i);
            if (word != null) {
                for (var reading : readings) {
                    reading.append(word);
                }
                i += word.length() - 1;
            } else {
                extend(readings, letters(text.charAt(i)));
            }
        }
        return readings.stream().map(StringBuilder::toString).distinct().toList();
    }

    private static void extend(List<StringBuilder> readings, String letters) {
        if (letters.isEmpty()) {
            return;
        }
        int before = readings.size();
        for (int other = 1; other < letters.length() && readings.size() + before <= MOST_READINGS; other++) {
            for (int i = 0; i < before; i++) {
                readings.add(new StringBuilder(readings.get(i)).append(letters.charAt(other)));
            }
        }
        for (int i = 0; i < before; i++) {
            readings.get(i).append(letters.charAt(0));
        }
    }

    private static @Nullable String word(String text, int from) {
        for (int length = LONGEST_WORD; length > 1; length--) {
            if (from + length <= text.length()) {
                var initials = WORDS.get(text.substring(from, from + length));
                if (initials != null) {
                    return initials;
                }
            }
        }
        return null;
    }

    private static String letters(char c) {
        if (c < 128) {
            return Character.isLetterOrDigit(c) ? String.valueOf(Character.toUpperCase(c)) : "";
        }
        var readings = READINGS.get(c);
        if (readings != null) {
            return readings;
        }
        int place = c - FIRST;
        boolean known = place >= 0 && place < LETTERS.length() && LETTERS.charAt(place) != '?';
        return known ? LETTERS.substring(place, place + 1) : "";
    }

    private static String table() {
        try (var file = Objects.requireNonNull(PinyinInitials.class.getResourceAsStream("initials.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII).replace("\n", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

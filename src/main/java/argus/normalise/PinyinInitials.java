package argus.normalise;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Map;

/**
 * The first letters of a Chinese name as it is spoken: 平安银行 is PAYH. Letters and digits stay. The common characters
 * lie in the GB 2312 table in the order of their sound, so that the place tells the letter; a rarer one is left out.
 */
final class PinyinInitials {
    private static final Charset GB2312 = Charset.forName("GB2312");
    private static final String LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ";
    private static final int[] FIRST = {
        0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8, 0xC4C3, 0xC5B6,
        0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1
    };
    private static final int END = 0xD7FA;
    /** Read otherwise in names of companies than where they stand in the table, or standing outside of its ordered part. */
    private static final Map<Character, Character> EXCEPTIONS =
            Map.of('行', 'H', '重', 'C', '厦', 'X', '茅', 'M', '贾', 'J');

    private PinyinInitials() {}

    static String of(String name) {
        var initials = new StringBuilder();
        for (char c : name.toCharArray()) {
            if (c < 128) {
                if (Character.isLetterOrDigit(c)) {
                    initials.append(Character.toUpperCase(c));
                }
                continue;
            }
            Character exception = EXCEPTIONS.get(c);
            if (exception != null) {
                initials.append(exception.charValue());
                continue;
            }
            var bytes = String.valueOf(c).getBytes(GB2312);
            int code = bytes.length == 2 ? (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF : 0;
            if (code >= FIRST[0] && code < END) {
                int place = Arrays.binarySearch(FIRST, code);
                initials.append(LETTERS.charAt(place >= 0 ? place : -place - 2));
            }
        }
        return initials.toString();
    }
}

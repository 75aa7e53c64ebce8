package argus.source.tencent;

import java.util.Arrays;

/** The text of a row, written by hand from the layout. Not thread-safe. */
public final class RowText {
    private final String[] fields;

    private RowText(int count, String market, String name, String code) {
        fields = new String[count];
        Arrays.fill(fields, "");
        set(0, market).set(1, name).set(2, code);
    }

    /** A share at 10.00 after 9.90, of which 1,200 lots were traded, with two levels a side. */
    public static RowText chinese(String code, String name) {
        return new RowText(88, "1", name, code)
                .set(3, "10.00")
                .set(4, "9.90")
                .set(5, "9.95")
                .set(6, "1200")
                .set(9, "9.99", "12", "9.98", "7", "0.00", "0")
                .set(19, "10.01", "3", "10.02", "40", "0.00", "0")
                .set(30, "20260302100003")
                .set(33, "10.05", "9.94", "10.00/1200/1199400", "1200", "120")
                .set(47, "10.89", "8.91")
                .set(61, "GP-A")
                .set(82, "CNY");
    }

    public static RowText hongKong(String code, String name, String english) {
        return foreign(78, "100", code, name, english)
                .set(30, "2026/03/02 15:45:01")
                .set(60, "500")
                .set(75, "HKD");
    }

    public static RowText american(String code, String name, String english) {
        return foreign(71, "200", code, name, english)
                .set(30, "2026-03-02 10:00:01")
                .set(35, "USD");
    }

    private static RowText foreign(int count, String market, String code, String name, String english) {
        return new RowText(count, market, name, code)
                .set(3, "81.250")
                .set(4, "80.000")
                .set(5, "80.500")
                .set(6, "150000.0")
                .set(9, "81.250", "0")
                .set(19, "81.250", "0")
                .set(33, "82.000", "79.900", "81.250", "150000.0", "12160000.500")
                .set(46, english);
    }

    /** Puts values in a place and those after it. */
    public RowText set(int first, String... values) {
        System.arraycopy(values, 0, fields, first, values.length);
        return this;
    }

    public String text() {
        return String.join("~", fields);
    }
}

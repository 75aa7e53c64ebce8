package argus.source.tdx.wire;

/**
 * The name of a security at a server.
 *
 * @param market 0 Shenzhen, 1 Shanghai, 2 Beijing
 * @param digits six of them
 */
public record TdxCode(int market, String digits) {
    public static final int SHENZHEN = 0;
    public static final int SHANGHAI = 1;
    public static final int BEIJING = 2;
    static final int DIGITS = 6;

    /** @throws IllegalArgumentException if a server would not understand it */
    public TdxCode {
        if (market < 0 || market > 0xFF || !isCode(digits)) {
            throw new IllegalArgumentException("not a code of a market: " + market + ' ' + digits);
        }
    }

    static boolean isCode(String digits) {
        return digits.length() == DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}

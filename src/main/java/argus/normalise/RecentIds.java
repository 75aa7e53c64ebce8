package argus.normalise;

import java.util.Arrays;

/**
 * The last {@value #SIZE} ids of a symbol's trades, kept as 64-bit hashes so that thousands of symbols cost little. A
 * false answer is as likely as two of so many hashes being equal: once in 10^17. Not thread-safe.
 */
final class RecentIds {
    private static final int SIZE = 64;

    private long[] hashes = {};
    private int count;

    boolean contains(String id) {
        long hash = hash(id);
        for (long known : hashes) {
            if (known == hash) {
                return true;
            }
        }
        return false;
    }

    void add(String id) {
        if (count < SIZE && count == hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.max(8, count * 2));
        }
        hashes[count % SIZE] = hash(id);
        count++;
    }

    /** FNV-1a over the characters, then mixed; never 0, which stands for an empty place. */
    private static long hash(String id) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001B3L;
        }
        hash = (hash ^ hash >>> 32) * 0x9E3779B97F4A7C15L;
        return hash == 0 ? 1 : hash;
    }
}

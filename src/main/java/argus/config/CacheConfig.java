package argus.config;

import argus.config.check.Settings;
import argus.config.key.MarketKeys;
import java.time.Duration;

/**
 * What is kept in memory: {@code argus.cache}.
 *
 * @param maxSize topics whose last value is kept
 * @param ttl age at which a value, still kept, is marked stale
 * @param cleanupInterval time between two removals of values beyond {@code maxSize}
 * @param bars bars kept for each symbol and period
 * @param trades recent trades kept for each symbol
 */
public record CacheConfig(int maxSize, Duration ttl, Duration cleanupInterval, int bars, int trades) {

    static CacheConfig from(Settings settings) {
        return new CacheConfig(
                settings.get(MarketKeys.CACHE_MAX_SIZE),
                settings.get(MarketKeys.CACHE_TTL),
                settings.get(MarketKeys.CACHE_CLEANUP_INTERVAL),
                settings.get(MarketKeys.CACHE_BARS),
                settings.get(MarketKeys.CACHE_TRADES));
    }
}

package argus.config;

import argus.config.check.Settings;
import argus.config.key.TencentKeys;
import java.net.URI;
import java.time.Duration;

/**
 * How Tencent is asked: {@code argus.datasource.tencent-*}.
 *
 * @param batch symbols in one request, at most
 * @param requests in any second, at most
 */
public record TencentConfig(URI address, Duration timeout, int batch, int requests) {

    static TencentConfig from(Settings settings) {
        return new TencentConfig(
                URI.create(settings.get(TencentKeys.ADDRESS)),
                settings.get(TencentKeys.TIMEOUT),
                settings.get(TencentKeys.BATCH),
                settings.get(TencentKeys.REQUESTS));
    }
}

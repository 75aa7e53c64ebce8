package argus.source.tencent;

import argus.source.HttpVenue;
import argus.source.Upstream;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * How Tencent is asked.
 *
 * @param address of the service, {@code https://qt.gtimg.cn}
 * @param batch at most so many codes in one request
 * @param interval between two polls; read anew each time
 */
public record TencentSettings(
        URI address, int batch, Supplier<Duration> interval, Upstream.Terms terms, HttpVenue.Terms http) {}

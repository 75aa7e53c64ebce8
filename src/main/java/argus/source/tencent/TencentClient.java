package argus.source.tencent;

import argus.source.HttpVenue;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Fetches the quotes of some codes in one request. Thread-safe; nothing here waits. */
final class TencentClient {
    private final URI address;
    private final HttpVenue http;

    TencentClient(TencentSettings settings, Executor executor) {
        address = settings.address();
        http = new HttpVenue(settings.http(), executor);
    }

    /** The answer as it came. */
    CompletionStage<byte[]> fetch(Collection<String> codes) {
        return http.get(address.resolve("/q=" + String.join(",", codes))).thenApply(HttpVenue::body);
    }
}

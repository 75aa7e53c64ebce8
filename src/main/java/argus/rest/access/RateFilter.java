package argus.rest.access;

import argus.config.LiveConfig;
import argus.limit.KeyedBuckets;
import argus.metrics.ServiceMetrics;
import argus.protocol.ErrorCode;
import argus.rest.problem.Problem;
import argus.rest.problem.UnknownPath;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Answers what comes too fast from one address with 429. */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class RateFilter extends HttpFilter {
    private static final long serialVersionUID = 1;
    /** Addresses that are remembered, at some 200 bytes each. */
    private static final int ADDRESSES = 10_000;

    private final transient KeyedBuckets buckets = new KeyedBuckets(Duration.ofSeconds(1), ADDRESSES);

    private transient @Inject LiveConfig config;
    private transient @Inject ServiceMetrics metrics;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        int limit = config.current().security().restRateLimit();
        long wait = limit == 0 ? 0 : buckets.take(AddressGroup.of(request.getRemoteAddr()), limit, System.nanoTime());
        if (wait == 0) {
            chain.doFilter(request, response);
            return;
        }
        ServiceMetrics.count(metrics.errors(), ErrorCode.RATE_LIMITED.name());
        long seconds = TimeUnit.NANOSECONDS.toSeconds(wait) + 1;
        response.setHeader("Retry-After", Long.toString(seconds));
        UnknownPath.write(
                request,
                response,
                Problem.of(429, ErrorCode.RATE_LIMITED, "At most " + limit + " requests a second from one address")
                        .with("retry_after_ms", Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait))));
    }
}

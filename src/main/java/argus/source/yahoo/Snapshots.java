package argus.source.yahoo;

import argus.source.Backoff;
import argus.source.DecodeException;
import argus.source.Failures;
import argus.source.yahoo.wire.Chart;
import argus.source.yahoo.wire.QuoteRow;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is fetched over HTTP: of names that become wanted the figures of the day and the days before, and in place of the
 * stream the figures again and again. Where quotes are refused, charts tell the figures. Every method is called in turn.
 */
final class Snapshots {
    private static final Logger LOG = System.getLogger(Snapshots.class.getName());
    private static final int QUOTES_AT_ONCE = 50;
    private static final String FEW_DAYS = "5d";
    private static final String DAILY = "1d";
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /** Between two rounds of polls, in intervals of requests: Yahoo's own caches keep an answer for ten seconds. */
    private static final int ROUND = 10;

    private final YahooSettings settings;
    private final YahooHttp http;
    private final Consumer<Runnable> turns;
    private final Clock clock;
    private final ScheduledExecutorService timers;
    private final Owner owner;
    private final Backoff backoff;
    private final Set<String> charts = new LinkedHashSet<>();
    private final Set<String> withPast = new HashSet<>();
    private boolean fetching;
    private boolean polling;
    private int failures;
    private int refusals;
    private Instant nextRound = Instant.MIN;
    private Instant nextQuotes = Instant.MIN;

    /** Who is told, in turn. */
    interface Owner {
        void quotes(List<QuoteRow> rows);

        /** @param past whether its bars of the past were wanted */
        void chart(String name, Chart chart, boolean past);

        void unreadable(String what, Throwable fault);
    }

    Snapshots(
            YahooSettings settings,
            YahooHttp http,
            Consumer<Runnable> turns,
            Clock clock,
            ScheduledExecutorService timers,
            Owner owner) {
        this.settings = settings;
        this.http = http;
        this.turns = turns;
        this.clock = clock;
        this.timers = timers;
        this.owner = owner;
        backoff = new Backoff(settings.terms().retryDelay(), LONGEST_WAIT);
    }

    /** Fetches what there is of names that have become wanted. */
    void begin(List<String> names) {
        if (!settings.history().isEmpty()) {
            withPast.addAll(names);
        }
        figures(names, () -> {});
    }

    /** Forgets all other names. */
    void retain(Set<String> wanted) {
        charts.retainAll(wanted);
        withPast.retainAll(wanted);
    }

    /** Fetches the figures of names, unless that was done just now. */
    void poll(List<String> names) {
        var now = clock.instant();
        if (!polling && !names.isEmpty() && !now.isBefore(nextRound)) {
            polling = true;
            nextRound = now.plus(settings.requestInterval().multipliedBy(ROUND));
            figures(names, () -> polling = false);
        }
    }

    private void figures(List<String> names, Runnable done) {
        if (names.isEmpty()) {
            done.run();
            return;
        }
        if (clock.instant().isBefore(nextQuotes)) {
            fetch(names);
            done.run();
            return;
        }
        var part = names.subList(0, Math.min(names.size(), QUOTES_AT_ONCE));
        http.quotes(part)
                .whenComplete((rows, failure) -> turns.accept(() -> {
                    quoted(part, rows, failure);
                    figures(names.subList(part.size(), names.size()), done);
                }));
    }

    private void quoted(List<String> names, @Nullable List<QuoteRow> rows, @Nullable Throwable failure) {
        if (rows == null) {
            LOG.log(Level.DEBUG, "no quotes from Yahoo", failure);
            nextQuotes = clock.instant().plus(backoff.after(++refusals));
            fetch(names);
        } else {
            refusals = 0;
            fetch(names.stream().filter(withPast::contains).toList());
            owner.quotes(rows);
        }
    }

    private void fetch(Collection<String> names) {
        charts.addAll(names);
        nextChart();
    }

    /** Fetches the next chart, one at a time. */
    private void nextChart() {
        var next = charts.iterator();
        if (fetching || !next.hasNext()) {
            return;
        }
        var name = next.next();
        next.remove();
        fetching = true;
        boolean past = withPast.contains(name);
        http.chart(name, past ? settings.history() : FEW_DAYS, DAILY)
                .whenComplete((chart, failure) -> turns.accept(() -> charted(name, past, chart, failure)));
    }

    private void charted(String name, boolean past, @Nullable Optional<Chart> chart, @Nullable Throwable failure) {
        long wait = 0;
        if (chart != null) {
            failures = 0;
            withPast.remove(name);
            chart.ifPresent(known -> owner.chart(name, known, past));
        } else if (failure != null && Failures.cause(failure) instanceof DecodeException fault) {
            withPast.remove(name);
            owner.unreadable("a chart of " + name, fault);
        } else {
            charts.add(name);
            wait = backoff.after(++failures).toMillis();
        }
        timers.schedule(
                () -> turns.accept(() -> {
                    fetching = false;
                    nextChart();
                }),
                wait,
                TimeUnit.MILLISECONDS);
    }
}

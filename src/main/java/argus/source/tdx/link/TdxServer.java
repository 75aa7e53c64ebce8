package argus.source.tdx.link;

import argus.source.Quota;
import argus.source.tdx.wire.Command;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One server, with what it turned out to be good for and how well it answers. Thread-safe. */
public final class TdxServer {
    /** What gives quotes, the best first. */
    public static final List<Command> QUOTE_COMMANDS =
            List.of(Command.QUOTES, Command.QUOTES_VEILED, Command.QUOTES_TOP, Command.QUOTE_SINGLE);

    private static final List<Duration> WAITS =
            List.of(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
    /** For a server that gives no quotes at all. */
    private static final Duration USELESS = Duration.ofSeconds(30);

    /** How long a command that gave nothing is not tried. */
    private static final Duration FORGIVEN = Duration.ofMinutes(30);

    private static final double NEWEST_WEIGHT = 0.2;
    private static final double FAILURE_MILLIS = 500;
    /** Before anything is known of a server it counts as an average one. */
    private static final double USUAL_MILLIS = 50;

    static final int UNREADABLE_MOST = 3;

    private final ServerAddress address;
    private final Quota quota;
    private final Clock clock;
    private final Set<Command> useless = EnumSet.noneOf(Command.class);
    private final Map<Command, Integer> unreadable = new EnumMap<>(Command.class);
    private double millis = USUAL_MILLIS;
    private int failures;
    private int connections;
    private Instant forgiveAt = Instant.MIN;
    private Instant notBefore = Instant.MIN;
    private boolean proven;

    /** @param quota of requests, over all connections to it */
    TdxServer(ServerAddress address, Quota quota, Clock clock) {
        this.address = address;
        this.quota = quota;
        this.clock = clock;
    }

    public ServerAddress address() {
        return address;
    }

    Quota quota() {
        return quota;
    }

    /** The command to ask quotes with. */
    public synchronized Command quotes() {
        forgive();
        return QUOTE_COMMANDS.stream()
                .filter(command -> !useless.contains(command))
                .findFirst()
                .orElse(Command.QUOTES);
    }

    /** Whether a command has not turned out to be useless here. */
    public synchronized boolean knows(Command command) {
        forgive();
        return !useless.contains(command);
    }

    /** Says that a command gives nothing here, such as a stub. */
    public synchronized void mark(Command command) {
        useless.add(command);
        forgiveAt = clock.instant().plus(FORGIVEN);
        proven &= !QUOTE_COMMANDS.contains(command);
        if (useless.containsAll(QUOTE_COMMANDS)) {
            QUOTE_COMMANDS.forEach(useless::remove); // it may be better another time
            notBefore = clock.instant().plus(USELESS);
        }
    }

    /** What gave nothing for a while may give something again. */
    private void forgive() {
        if (!useless.isEmpty() && !clock.instant().isBefore(forgiveAt)) {
            useless.clear();
            proven = false;
        }
    }

    synchronized boolean isProven() {
        return proven;
    }

    synchronized void prove() {
        proven = true;
    }

    /** The lower the better: its answering time, more where it failed of late or is busy. */
    synchronized double score() {
        return (millis + failures * FAILURE_MILLIS) * (1 + connections);
    }

    /** How long it is to be left alone. */
    synchronized Duration rest() {
        var now = clock.instant();
        return now.isBefore(notBefore) ? Duration.between(now, notBefore) : Duration.ZERO;
    }

    synchronized void connected() {
        connections++;
    }

    synchronized void disconnected() {
        connections--;
    }

    synchronized void answered(double took) {
        millis += NEWEST_WEIGHT * (took - millis);
        failures = 0;
    }

    synchronized void failed() {
        var wait = WAITS.get(Math.min(failures, WAITS.size() - 1));
        failures++;
        var until = clock.instant().plus(wait);
        if (until.isAfter(notBefore)) {
            notBefore = until;
        }
    }

    synchronized void readable(Command command) {
        unreadable.remove(command);
    }

    /**
     * Says that an answer could not be read.
     *
     * @return how often that has happened in a row; after three times the command counts as useless here
     */
    synchronized int unreadable(Command command) {
        int times = unreadable.merge(command, 1, Integer::sum);
        if (times == UNREADABLE_MOST) {
            unreadable.remove(command);
            mark(command);
        }
        return times;
    }
}

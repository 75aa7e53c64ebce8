package argus.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * A storm of clients that come back: all but a few are cut off at once, stay away, return within some seconds and go on where
 * they were. Shows how long live updates take meanwhile, for those who stayed and those who returned, and whether every chain
 * goes on or tells exactly what is lost. Several rounds tell a fresh server from one that has been running. Ends with 1 if a
 * promise is broken, or the p99 of the last round is over the limit.
 */
public final class ReconnectStorm {
    /** So long what was said to others may still be under way, in milliseconds. */
    private static final long UNDER_WAY = 5_000;

    private final Options options;
    private final Crowd crowd;
    private final Tally tally = new Tally();
    private final Delays stayed = new Delays();
    private final Delays returned = new Delays();
    private final Delays completions = new Delays();
    private final List<Client> everybody = new ArrayList<>();
    private final List<Client> going;
    private final CpuMeter server;
    private final CpuMeter own = new CpuMeter("self");

    private ReconnectStorm(Options options) throws IOException {
        this.options = options;
        this.crowd = new Crowd(options);
        this.server = new CpuMeter(options.text("pid"));
        int stay = options.number("stay");
        for (int i = 0; i < stay + options.number("clients"); i++) {
            everybody.add(new Client(options, i, tally, i < stay ? stayed : returned, completions));
        }
        going = everybody.subList(stay, everybody.size());
    }

    /** @param arguments see {@link Options} */
    public static void main(String... arguments) throws IOException {
        System.exit(new ReconnectStorm(Options.of(arguments)).passes() ? 0 : 1);
    }

    private boolean passes() throws IOException {
        crowd.come(everybody, everybody.size() * 1000L / options.number("ramp"));
        pass("warmup");
        requireComplete();
        int last = 0;
        for (int round = 1; round <= options.number("rounds"); round++) {
            System.out.println("round " + round);
            last = round();
        }
        System.out.println(tally);
        return tally.broken() == 0 && last <= options.number("limit");
    }

    /** @return the p99 of live updates from the cut to the end, in milliseconds */
    private int round() throws IOException {
        lap();
        long calm = second();
        pass("calm");
        long cut = second();
        tell("calm", calm, cut);
        for (var client : going) {
            client.cut();
        }
        pass("away");
        long storm = second();
        tell("away", cut, storm);
        crowd.come(going, options.number("within") * 1000L);
        long over = second();
        tell("storm", storm, over);
        pass("after");
        long end = second();
        tell("after", over, end);
        System.out.printf(
                "from the first packet until all is replayed: %s; the last one %d s after the first could come%n",
                completions.between(storm, end), completions.last() - storm);
        requireComplete();
        requireNewest();
        int p99 = Math.max(
                stayed.between(cut, end).quantile(0.99),
                returned.between(storm, end).quantile(0.99));
        int worst = Math.max(stayed.worstP99(cut, end), returned.worstP99(storm, end));
        System.out.printf("live p99 from the cut to the end: %d ms; of the worst second: %d ms%n", p99, worst);
        return p99;
    }

    private void pass(String stretch) throws IOException {
        crowd.serve(System.currentTimeMillis() + options.number(stretch) * 1000L);
    }

    private static long second() {
        return System.currentTimeMillis() / 1000;
    }

    private String lap() throws IOException {
        return "processor: server " + server.lap() + ", this tool " + own.lap();
    }

    private void tell(String stretch, long from, long to) throws IOException {
        System.out.printf("%-6s %s%n", stretch, lap());
        System.out.printf("  stayed:   %s; p99 each second %s%n", stayed.between(from, to), stayed.p99s(from, to));
        System.out.printf("  returned: %s; p99 each second %s%n", returned.between(from, to), returned.p99s(from, to));
    }

    private void requireComplete() {
        long left = everybody.stream().filter(client -> !client.complete()).count();
        if (left > 0) {
            tally.fault(left + " clients have not got what they were promised");
        }
    }

    /** What anybody has by now, everybody has soon. */
    private void requireNewest() throws IOException {
        var newest = new HashMap<String, Long>();
        for (var client : everybody) {
            client.topics().forEach((name, topic) -> newest.merge(name, topic.last(), Math::max));
        }
        crowd.serve(System.currentTimeMillis() + UNDER_WAY);
        for (var client : everybody) {
            client.topics().forEach((name, topic) -> {
                if (topic.last() < newest.get(name)) {
                    tally.fault("the end of " + name + " never came: " + topic.last() + " of " + newest.get(name));
                }
            });
        }
    }
}

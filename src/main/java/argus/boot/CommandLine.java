package argus.boot;

import argus.calendar.Calendars;
import argus.config.ArgusConfig;
import argus.config.SystemClock;
import argus.config.key.ConfigException;
import argus.model.Symbol;
import argus.normalise.SymbolDirectory;
import argus.source.MarketHours;
import argus.source.Probe;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What can be done without a container, with the settings of the service: {@code source probe <name> [symbol ...]} asks a
 * real venue for one sample of everything. It ends with 0 where all was answered, 1 where not, and 2 where it was asked
 * wrongly or the settings are at fault.
 */
final class CommandLine {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int MISTAKEN = 2;
    private static final int WORDS = 3;
    private static final int THREADS = 4;
    private static final String USAGE =
            "usage: argus source probe <name> [symbol ...], for instance: argus source probe binance BTC-USDT";

    private final Supplier<ArgusConfig> settings;
    private final Consumer<String> out;

    /** @param out takes each line for people */
    CommandLine(Supplier<ArgusConfig> settings, Consumer<String> out) {
        this.settings = settings;
        this.out = out;
    }

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) throws InterruptedException {
        // the console itself: what the service says goes to its log
        var console = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(new CommandLine(ArgusConfig::ofProcess, console::println).run(List.of(arguments)));
    }

    /** @return the exit code */
    int run(List<String> arguments) throws InterruptedException {
        if (arguments.size() < WORDS || !arguments.subList(0, 2).equals(List.of("source", "probe"))) {
            out.accept(USAGE);
            return MISTAKEN;
        }
        var symbols = new ArrayList<Symbol>();
        for (var spelling : arguments.subList(WORDS, arguments.size())) {
            var symbol = new SymbolDirectory().resolve(spelling);
            if (symbol.isEmpty()) {
                out.accept("not a symbol that says its market: " + spelling);
                return MISTAKEN;
            }
            symbols.add(symbol.get());
        }
        var timers = new ScheduledThreadPoolExecutor(THREADS);
        try {
            return probe(arguments.get(2), timers).run(symbols, out) ? OK : FAILED;
        } catch (ConfigException | IllegalArgumentException e) {
            out.accept(e.getMessage());
            return MISTAKEN;
        } finally {
            timers.shutdownNow();
        }
    }

    private Probe probe(String name, ScheduledThreadPoolExecutor timers) {
        var config = settings.get();
        var clock = SystemClock.utc();
        var calendars = config.calendar().directory().map(Calendars::of).orElseGet(Calendars::packaged);
        return new SourceCatalogue(
                        config.datasource(),
                        config.datasource()::updateInterval,
                        calendars,
                        new MarketHours(calendars, config.calendar().alwaysOpen(), clock),
                        clock,
                        timers,
                        ticker -> timers)
                .probe(name);
    }
}

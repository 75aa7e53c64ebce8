package argus.feed;

import argus.calendar.Phase;
import argus.model.Market;
import argus.model.Symbol;
import argus.protocol.MarketState;
import argus.protocol.ServerMessage.Severity;
import argus.protocol.ServerMessage.Status;
import argus.source.MarketHours;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells clients when a market opens or closes in which somebody wants a symbol. Used by one thread at a time. */
public final class MarketNews {
    private static final Logger LOG = System.getLogger(MarketNews.class.getName());

    private final MarketHours hours;
    private final Supplier<Set<Symbol>> wanted;
    private final Consumer<Status> told;
    private final Map<Market, Phase> phases = new EnumMap<>(Market.class);

    /**
     * @param wanted the symbols that somebody wants
     * @param told tells everybody
     */
    public MarketNews(MarketHours hours, Supplier<Set<Symbol>> wanted, Consumer<Status> told) {
        this.hours = hours;
        this.wanted = wanted;
        this.told = told;
    }

    /** Whether updates of a symbol are to be expected now. */
    public static MarketState state(MarketHours hours, Symbol symbol) {
        return new MarketState(
                hours.phase(symbol).wire(), hours.nextOpen(symbol).orElse(null));
    }

    /** Looks for markets that do something else than the last time. Called every second or so. */
    public void watch() {
        var examples = new EnumMap<Market, Symbol>(Market.class);
        for (var symbol : wanted.get()) {
            if (!examples.containsKey(symbol.market()) && !hours.isRoundTheClock(symbol)) {
                examples.put(symbol.market(), symbol);
            }
        }
        phases.keySet().retainAll(examples.keySet());
        examples.forEach((market, example) -> {
            var phase = hours.phase(example);
            var before = phases.put(market, phase);
            if (before != null && before != phase) {
                tell(market, phase, example);
            }
        });
    }

    private void tell(Market market, Phase phase, Symbol example) {
        boolean open = hours.isOpen(example);
        var nextOpen = hours.nextOpen(example);
        var message = phase == Phase.UNKNOWN
                ? "No calendar says when market " + market + " is open; it counts as open"
                : "Market " + market + (open ? " is open: " : " is closed: ") + phase.wire();
        LOG.log(phase == Phase.UNKNOWN ? Level.WARNING : Level.INFO, message);
        var details = new LinkedHashMap<String, Object>();
        details.put("market", market.name());
        details.put("phase", phase.wire());
        nextOpen.ifPresent(time -> details.put("next_open", time));
        told.accept(new Status(
                open ? "market_open" : "market_closed",
                message,
                phase == Phase.UNKNOWN ? Severity.WARNING : Severity.INFO,
                details));
    }
}

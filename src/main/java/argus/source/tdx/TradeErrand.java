package argus.source.tdx;

import argus.model.MarketEvent;
import argus.source.tdx.link.Errand;
import argus.source.tdx.link.TdxLinks;
import argus.source.tdx.link.TdxServer;
import argus.source.tdx.wire.Command;
import argus.source.tdx.wire.LoginDecoder.Greeting;
import argus.source.tdx.wire.Request;
import argus.source.tdx.wire.TradeDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks for the trades that led to a new state, and tells them before it, so that volume is counted once. */
final class TradeErrand implements Errand {
    private final Watched watched;
    private final TradeTape tape;
    private final List<MarketEvent> state;
    private final int rows;
    private final TdxLinks links;
    private final Consumer<List<MarketEvent>> out;

    /** @param state to be told behind the trades */
    TradeErrand(Watched watched, List<MarketEvent> state, int rows, TdxLinks links, Consumer<List<MarketEvent>> out) {
        this.watched = watched;
        this.tape = Objects.requireNonNull(watched.tape());
        this.state = state;
        this.rows = rows;
        this.links = links;
        this.out = out;
    }

    @Override
    public Optional<Request> request(TdxServer server) {
        return server.knows(Command.TRADES_TODAY)
                ? Optional.of(Request.trades(watched.security().code(), 0, rows))
                : Optional.empty();
    }

    @Override
    public void answered(TdxServer server, Greeting greeting, Request request, byte[] body) {
        var page = TradeDecoder.today(body);
        var date = TradingDates.of(watched.security(), greeting);
        var longer = tape.longer(date, page, rows);
        if (longer.isPresent()) {
            links.addFirst(new TradeErrand(watched, state, longer.getAsInt(), links, out));
            return;
        }
        var burst = new ArrayList<MarketEvent>(tape.news(date, page, rows));
        burst.addAll(state);
        tell(burst);
    }

    @Override
    public void dropped() {
        tell(state);
    }

    private void tell(List<MarketEvent> burst) {
        try {
            out.accept(burst);
        } finally {
            watched.tradesTold();
        }
    }
}

package argus.source.tdx;

import argus.model.BarPeriod;
import argus.model.MarketEvent;
import argus.source.DecodeException;
import argus.source.tdx.link.Errand;
import argus.source.tdx.link.TdxLinks;
import argus.source.tdx.link.TdxServer;
import argus.source.tdx.wire.BarCategory;
import argus.source.tdx.wire.BarDecoder;
import argus.source.tdx.wire.Command;
import argus.source.tdx.wire.LoginDecoder.Greeting;
import argus.source.tdx.wire.Request;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks for the past bars of one security. A server that only pretends to have bars is not asked for any again. */
final class HistoryErrand implements Errand {
    private static final int STUB_BYTES = 2;
    private static final int SERVERS_TRIED = 3;

    private final Security security;
    private final BarPeriod period;
    private final int count;
    private final int tries;
    private final TdxLinks links;
    private final Clock clock;
    private final String source;
    private final Consumer<List<MarketEvent>> out;

    /** @param period a minute or a day */
    HistoryErrand(
            Security security,
            BarPeriod period,
            int count,
            TdxLinks links,
            Clock clock,
            String source,
            Consumer<List<MarketEvent>> out) {
        this(security, period, count, 1, links, clock, source, out);
    }

    private HistoryErrand(
            Security security,
            BarPeriod period,
            int count,
            int tries,
            TdxLinks links,
            Clock clock,
            String source,
            Consumer<List<MarketEvent>> out) {
        this.security = security;
        this.period = period;
        this.count = count;
        this.tries = tries;
        this.links = links;
        this.clock = clock;
        this.source = source;
        this.out = out;
    }

    @Override
    public Optional<Request> request(TdxServer server) {
        return server.knows(Command.BARS)
                ? Optional.of(Request.bars(security.code(), category(), 0, count))
                : Optional.empty();
    }

    @Override
    public void answered(TdxServer server, Greeting greeting, Request request, byte[] body) {
        if (body.length == STUB_BYTES && (body[0] != 0 || body[1] != 0)) {
            server.mark(Command.BARS);
            if (tries < SERVERS_TRIED) {
                links.addPatient(new HistoryErrand(security, period, count, tries + 1, links, clock, source, out));
            }
            throw new DecodeException("a stub in place of bars");
        }
        var bars = BarDecoder.decode(category(), security.isIndex(), body);
        out.accept(List.copyOf(BarEvents.of(security, period, bars, clock.instant(), source)));
    }

    private BarCategory category() {
        return period == BarPeriod.D1 ? BarCategory.DAY : BarCategory.M1;
    }
}

package argus.source.tdx;

import argus.model.MarketEvent;
import argus.source.tdx.link.Errand;
import argus.source.tdx.link.TdxLinks;
import argus.source.tdx.link.TdxServer;
import argus.source.tdx.wire.Command;
import argus.source.tdx.wire.LoginDecoder.Greeting;
import argus.source.tdx.wire.QuoteDecoder;
import argus.source.tdx.wire.Request;
import argus.source.tdx.wire.TdxCode;
import argus.source.tdx.wire.TdxQuote;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks for the state of some securities, and for the trades of those that have been traded since. */
final class QuoteErrand implements Errand {
    private final List<Watched> asked;
    private final TdxLinks links;
    private final Clock clock;
    private final String source;
    private final Consumer<List<MarketEvent>> out;
    private final Consumer<List<Watched>> answered;

    /**
     * @param out takes what is new
     * @param answered is told whom the server has answered for, also where it knows nothing
     */
    QuoteErrand(
            List<Watched> asked,
            TdxLinks links,
            Clock clock,
            String source,
            Consumer<List<MarketEvent>> out,
            Consumer<List<Watched>> answered) {
        this.asked = asked;
        this.links = links;
        this.clock = clock;
        this.source = source;
        this.out = out;
        this.answered = answered;
    }

    @Override
    public Optional<Request> request(TdxServer server) {
        return Optional.of(Request.quotes(server.quotes(), codes(asked)));
    }

    @Override
    public void answered(TdxServer server, Greeting greeting, Request request, byte[] body) {
        var part = request.command() == Command.QUOTE_SINGLE ? asked.subList(0, 1) : asked;
        var quotes = QuoteDecoder.decode(request.command(), codes(part), body);
        answered.accept(part);
        out.accept(events(part, quotes, greeting));
        if (part.size() < asked.size()) {
            var rest = asked.subList(part.size(), asked.size());
            links.addFirst(new QuoteErrand(rest, links, clock, source, out, answered));
        }
    }

    /** A code that the server does not know comes back empty, and at some under another code. */
    private List<MarketEvent> events(List<Watched> part, List<TdxQuote> quotes, Greeting greeting) {
        var byCode = new HashMap<TdxCode, Watched>();
        part.forEach(watched -> byCode.put(watched.security().code(), watched));
        var burst = new ArrayList<MarketEvent>(2 * quotes.size());
        for (var quote : quotes) {
            var watched = byCode.get(quote.code());
            if (watched == null || quote.isUnknown()) {
                continue;
            }
            var news = watched.take(quote, clock);
            if (news == Watched.News.NONE) {
                continue;
            }
            var date = TradingDates.of(watched.security(), greeting);
            var events = QuoteEvents.of(watched.security(), quote, date, source);
            if (news == Watched.News.TRADES) {
                links.addFirst(new TradeErrand(watched, events, TradeTape.USUAL_ROWS, links, out));
            } else {
                burst.addAll(events);
            }
        }
        return burst;
    }

    private static List<TdxCode> codes(List<Watched> asked) {
        return asked.stream().map(watched -> watched.security().code()).toList();
    }
}

package argus.source.tdx;

import argus.source.tdx.link.Errand;
import argus.source.tdx.link.TdxLinks;
import argus.source.tdx.link.TdxServer;
import argus.source.tdx.wire.LoginDecoder.Greeting;
import argus.source.tdx.wire.ReferenceDecoder;
import argus.source.tdx.wire.ReferenceDecoder.Security;
import argus.source.tdx.wire.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks for all securities of a market: how many there are, and then page after page. */
final class ListErrand implements Errand {
    private static final int UNKNOWN = -1;

    private final int market;
    private final int count;
    private final List<Security> rows;
    private final TdxLinks links;
    private final Consumer<List<Security>> whole;
    private final Runnable failed;

    /**
     * @param whole takes all rows
     * @param failed is told if there will be none
     */
    ListErrand(int market, TdxLinks links, Consumer<List<Security>> whole, Runnable failed) {
        this(market, UNKNOWN, List.of(), links, whole, failed);
    }

    private ListErrand(
            int market,
            int count,
            List<Security> rows,
            TdxLinks links,
            Consumer<List<Security>> whole,
            Runnable failed) {
        this.market = market;
        this.count = count;
        this.rows = rows;
        this.links = links;
        this.whole = whole;
        this.failed = failed;
    }

    @Override
    public Optional<Request> request(TdxServer server) {
        return Optional.of(count == UNKNOWN ? Request.count(market) : Request.list(market, rows.size()));
    }

    @Override
    public void answered(TdxServer server, Greeting greeting, Request request, byte[] body) {
        if (count == UNKNOWN) {
            goOn(ReferenceDecoder.count(body), rows);
            return;
        }
        var page = ReferenceDecoder.list(market, body);
        var all = new ArrayList<>(rows);
        all.addAll(page);
        if (page.isEmpty() || all.size() >= count) {
            whole.accept(all);
        } else {
            goOn(count, all);
        }
    }

    @Override
    public void dropped() {
        failed.run();
    }

    private void goOn(int known, List<Security> all) {
        links.addPatient(new ListErrand(market, known, all, links, whole, failed));
    }
}

package argus.source.tdx;

import argus.model.Symbol;
import argus.source.DecodeException;
import argus.source.Probe;
import argus.source.tdx.link.ServerAddress;
import argus.source.tdx.link.TdxConnection;
import argus.source.tdx.link.TdxServer;
import argus.source.tdx.wire.AuctionDecoder;
import argus.source.tdx.wire.BarCategory;
import argus.source.tdx.wire.BarDecoder;
import argus.source.tdx.wire.LoginDecoder;
import argus.source.tdx.wire.MinuteDecoder;
import argus.source.tdx.wire.QuoteDecoder;
import argus.source.tdx.wire.ReferenceDecoder;
import argus.source.tdx.wire.Request;
import argus.source.tdx.wire.TdxCode;
import argus.source.tdx.wire.TradeDecoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks each server once for everything it may know, and shows how many records came and the last of them. A part that fails
 * costs its connection and no more.
 */
public final class TdxProbe implements Probe {
    private static final List<Symbol> SAMPLES = List.of(new Symbol("000001.SZ"), new Symbol("600000.SH"));
    private static final int ROWS = 10;

    private final TdxSettings settings;

    public TdxProbe(TdxSettings settings) {
        this.settings = settings;
    }

    /** A question, and how its answer reads. */
    private record Part(String name, Request request, Function<byte[], List<?>> records) {}

    @Override
    public boolean run(List<Symbol> symbols, Consumer<String> out) throws InterruptedException {
        var codes = (symbols.isEmpty() ? SAMPLES : symbols)
                .stream().map(TdxSymbols::code).flatMap(Optional::stream).toList();
        var servers = settings.links().servers();
        if (servers.isEmpty() || codes.isEmpty()) {
            out.accept(codes.isEmpty() ? "no symbol that TDX has" : "no server: set argus.datasource.tdx-servers");
            return false;
        }
        boolean all = true;
        for (var server : servers) {
            all &= run(server, parts(codes), out);
        }
        return all;
    }

    private boolean run(ServerAddress server, List<Part> parts, Consumer<String> out) throws InterruptedException {
        TdxConnection connection = null;
        boolean all = true;
        for (var part : parts) {
            if (Thread.interrupted()) {
                close(connection);
                throw new InterruptedException();
            }
            try {
                if (connection == null) {
                    connection = connected(server, out);
                }
                show(part, connection.ask(part.request()), out);
            } catch (DecodeException e) {
                out.accept("  " + part.name() + ": cannot be read: " + e.getMessage());
                all = false;
            } catch (IOException e) {
                out.accept("  " + part.name() + ": failed: " + e.getMessage());
                close(connection);
                if (connection == null) {
                    return false; // it cannot even be connected to
                }
                connection = null;
                all = false;
            }
        }
        close(connection);
        return all;
    }

    private TdxConnection connected(ServerAddress server, Consumer<String> out) throws IOException {
        out.accept("connecting to " + server);
        var connection = TdxConnection.open(server, settings.links().timeout());
        out.accept("  logged in: " + connection.greeting());
        return connection;
    }

    private static void show(Part part, byte[] body, Consumer<String> out) {
        var records = part.records().apply(body);
        out.accept("  " + part.name() + ": " + body.length + " bytes, " + records.size() + " records"
                + (records.isEmpty() ? "" : ", the last: " + records.get(records.size() - 1)));
    }

    private static void close(@Nullable TdxConnection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("a socket that does not close", e);
        }
    }

    private static List<Part> parts(List<TdxCode> codes) {
        var code = codes.get(0);
        boolean index = SecurityKind.of(code) == SecurityKind.INDEX;
        var parts = new ArrayList<Part>();
        for (var command : TdxServer.QUOTE_COMMANDS) {
            parts.add(new Part(
                    "quotes by " + command,
                    Request.quotes(command, codes),
                    body -> QuoteDecoder.decode(command, codes, body)));
        }
        for (var category : List.of(BarCategory.DAY, BarCategory.M1)) {
            parts.add(new Part(
                    "bars of category " + category,
                    Request.bars(code, category, 0, ROWS),
                    body -> BarDecoder.decode(category, index, body)));
        }
        parts.add(new Part(
                "bars with absolute prices",
                Request.barsAbsolute(code, BarCategory.DAY, 0, ROWS),
                body -> BarDecoder.absolute(BarCategory.DAY, index, body)));
        parts.add(new Part("minutes", Request.minutesToday(code), body -> MinuteDecoder.today(code, body)
                .points()));
        parts.add(new Part("minutes, short", Request.minutesShort(code), body -> MinuteDecoder.brief(body)
                .points()));
        parts.add(new Part("trades", Request.trades(code, 0, ROWS), TradeDecoder::today));
        parts.add(new Part("auction", Request.auction(code), AuctionDecoder::decode));
        parts.add(new Part("ex-rights", Request.capitalChanges(code), ReferenceDecoder::capitalChanges));
        parts.add(new Part("finance", Request.finance(code), ReferenceDecoder::finance));
        parts.add(new Part("price limits", Request.priceLimits(0), ReferenceDecoder::limits));
        for (int market : new int[] {TdxCode.SHENZHEN, TdxCode.SHANGHAI}) {
            parts.add(new Part(
                    "securities of market " + market,
                    Request.count(market),
                    body -> List.of(ReferenceDecoder.count(body))));
            parts.add(new Part(
                    "list of market " + market, Request.list(market, 0), body -> ReferenceDecoder.list(market, body)));
        }
        parts.add(new Part("heartbeat", Request.heartbeat(), body -> LoginDecoder.heartbeat(body).stream()
                .toList()));
        return parts;
    }
}

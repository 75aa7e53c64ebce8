package argus.source.qmt;

import argus.model.BarPeriod;
import argus.model.Symbol;
import argus.source.Probe;
import argus.source.qmt.codec.QmtCode;
import argus.source.qmt.codec.QmtDecoder;
import argus.source.qmt.link.BridgeFailures;
import argus.source.qmt.link.BridgeLink;
import argus.source.qmt.link.Dialect;
import argus.source.qmt.link.HttpBridgeLink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks a bridge for one sample of everything: its dialect, its client, ticks, bars, and what its sockets push. */
public final class QmtProbe implements Probe {
    private static final List<Symbol> USUAL =
            List.of(new Symbol("600519.SH"), new Symbol("000001.SZ"), new Symbol("000300.SH"));
    private static final int SHOWN = 300;

    private final BridgeLink link;
    private final QmtSettings settings;
    private final Duration patience;

    /** @param executor runs what follows an answer */
    public QmtProbe(QmtSettings settings, Executor executor) {
        this(
                settings,
                new HttpBridgeLink(settings.host(), settings.port(), settings.headers(), executor),
                Duration.ofSeconds(20));
    }

    QmtProbe(QmtSettings settings, BridgeLink link, Duration patience) {
        this.settings = settings;
        this.link = link;
        this.patience = patience;
    }

    @Override
    public boolean run(List<Symbol> symbols, Consumer<String> out) throws InterruptedException {
        var codes = (symbols.isEmpty() ? USUAL : symbols)
                .stream().flatMap(symbol -> QmtCode.of(symbol).stream()).toList();
        if (codes.isEmpty()) {
            out.accept("QMT has none of " + symbols);
            return false;
        }
        out.accept("bridge: " + settings.host() + ':' + settings.port());
        var found = part("dialect", Dialect.find(link::get, settings.dialect(), codes.get(0)), Object::toString, out);
        if (found == null) {
            return false;
        }
        boolean all = part("ticks", link.get(found.ticks(codes)), QmtProbe::ticks, out) != null;
        if (!found.bridge()) {
            out.accept("sockets and bars: this dialect has none");
            return all;
        }
        all &= part("client", link.get(Dialect.STATUS), QmtProbe::start, out) != null;
        all &= part("details", link.get("/api/instrument_detail?stock=" + codes.get(0)), QmtProbe::start, out) != null;
        for (var period : List.of(BarPeriod.M1, BarPeriod.D1)) {
            all &= part("bars of " + period.wire(), askBars(codes.get(0), period), text -> bars(text, period), out)
                    != null;
        }
        all &= socket(Dialect.REALTIME, "{\"stocks\":[" + quoted(codes) + "],\"period\":\"tick\"}", out);
        all &= socket(Dialect.WHOLE_QUOTE, "{\"codes\":[" + quoted(codes) + "]}", out);
        return all;
    }

    private CompletionStage<String> askBars(String code, BarPeriod period) {
        var query = "?stocks=" + code + "&count=2&period="
                + QmtDecoder.period(period).orElseThrow();
        return link.get(Dialect.BARS.get(0) + query)
                .exceptionallyCompose(failure -> link.get(Dialect.BARS.get(1) + query));
    }

    private boolean socket(String path, String request, Consumer<String> out) throws InterruptedException {
        var frame = new CompletableFuture<String>();
        var opened = link.open(path, request, new BridgeLink.Listener() {
            @Override
            public void text(String text) {
                frame.complete(text);
            }

            @Override
            public void ended(String reason) {
                frame.completeExceptionally(new IllegalStateException(reason));
            }
        });
        var line = part(path, opened, open -> "open", out);
        if (line == null) {
            return false;
        }
        boolean pushed = part(path + " pushes", frame, QmtProbe::ticks, out) != null;
        line.close();
        return pushed;
    }

    private <T> @Nullable T part(
            String name, CompletionStage<T> answer, Function<T, String> shown, Consumer<String> out)
            throws InterruptedException {
        try {
            var value = answer.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            out.accept(name + ": " + shown.apply(value));
            return value;
        } catch (ExecutionException e) {
            out.accept(name + ": FAILED, " + BridgeFailures.words(e));
        } catch (TimeoutException e) {
            out.accept(
                    name + ": FAILED, nothing came within " + patience.toSeconds() + " s (a closed market is silent)");
        } catch (RuntimeException e) {
            out.accept(name + ": FAILED, " + BridgeFailures.words(e));
        }
        return null;
    }

    private static String ticks(String text) {
        var decoded = QmtDecoder.ticks(text);
        if (decoded.values().isEmpty()) {
            throw new IllegalStateException("no tick in " + start(text) + ' ' + decoded.faults());
        }
        return decoded.values().size() + ", such as " + decoded.values().get(0);
    }

    private static String bars(String text, BarPeriod period) {
        var bars = QmtDecoder.bars(text, period, "qmt").values();
        return bars.isEmpty()
                ? "none in " + start(text)
                : "such as " + bars.get(bars.size() - 1) + ", from " + start(text);
    }

    private static String start(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + " …";
    }

    private static String quoted(List<String> codes) {
        return '"' + String.join("\",\"", codes) + '"';
    }
}

package argus.source.tencent;

import argus.model.Symbol;
import argus.source.DecodeException;
import argus.source.Probe;
import argus.source.tencent.TencentDecoder.Answer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Asks Tencent for some symbols in one request, and for a code that does not exist. */
public final class TencentProbe implements Probe {
    private static final List<Symbol> SAMPLES = List.of(
            new Symbol("600519.SH"),
            new Symbol("000001.SZ"),
            new Symbol("000001.SH"),
            new Symbol("0700.HK"),
            new Symbol("AAPL.US"));
    private static final String NO_CODE = "sh999998";

    private final TencentSettings settings;
    private final TencentClient client;

    /** @param executor runs what follows an answer */
    public TencentProbe(TencentSettings settings, Executor executor) {
        this.settings = settings;
        client = new TencentClient(settings, executor);
    }

    @Override
    public boolean run(List<Symbol> symbols, Consumer<String> out) throws InterruptedException {
        var asked = symbols.isEmpty() ? SAMPLES : symbols;
        out.accept("Tencent at " + settings.address());
        var codes =
                asked.stream().map(TencentCode::of).flatMap(Optional::stream).toList();
        boolean known = show(codes, out);
        boolean unknown = show(List.of(NO_CODE), out);
        return known && unknown;
    }

    private boolean show(List<String> codes, Consumer<String> out) throws InterruptedException {
        out.accept("asked for " + String.join(",", codes));
        try {
            var body = client.fetch(codes).toCompletableFuture().get();
            out.accept("  " + body.length + " bytes: " + DecodeException.shown(body));
            show(TencentDecoder.decode(body), out);
            return true;
        } catch (ExecutionException | DecodeException e) {
            out.accept("  failed: " + (e.getCause() == null ? e : e.getCause()));
            return false;
        }
    }

    private static void show(Answer answer, Consumer<String> out) {
        out.accept("  " + answer.rows().size() + " readable rows, "
                + answer.faults().size() + " others");
        answer.faults().forEach(fault -> out.accept("  unreadable: " + fault.getMessage()));
        for (var read : answer.rows()) {
            var row = read.row();
            out.accept("  " + row.instrument());
            out.accept("  " + row.quote());
            if (row.hasDepth()) {
                out.accept("  " + row.depth(1));
            }
            if (row.limitUp() != null) {
                out.accept("  limits " + row.limitDown() + " to " + row.limitUp());
            }
        }
    }
}

package argus.rest.answer;

import argus.model.Instrument;
import argus.model.Symbol;
import argus.normalise.SymbolDirectory;
import argus.protocol.json.JsonOut;
import argus.session.SymbolResolver;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** Answers questions about instruments. Thread-safe. */
public final class SymbolAnswers {
    private static final int SUGGESTIONS = 5;

    private final SymbolDirectory directory;
    private final SymbolResolver symbols;

    public SymbolAnswers(SymbolDirectory directory, SymbolResolver symbols) {
        this.directory = directory;
        this.symbols = symbols;
    }

    /** Instruments that fit a text, best first; where none does, what may have been meant. */
    public String search(String text, int limit) {
        var found = directory.search(text, limit);
        var meant = found.isEmpty() ? symbols.suggest(SymbolResolver.ANONYMOUS, text) : List.<String>of();
        return answer(found.stream().map(Instrument::symbol).toList(), meant);
    }

    /** What is known about exactly these symbols; and what may have been meant by those that nobody serves. */
    public String exactly(List<String> spellings) {
        var found = new LinkedHashSet<Symbol>();
        var meant = new LinkedHashSet<String>();
        for (var spelling : spellings) {
            symbols.resolve(spelling).ifPresentOrElse(found::add, () -> meant.addAll(symbols.suggest(spelling)));
        }
        return answer(List.copyOf(found), List.copyOf(meant));
    }

    private String answer(List<Symbol> found, List<String> meant) {
        var text = new StringBuilder();
        var out = new JsonOut(text).object().array("symbols");
        found.forEach(symbol -> describe(out, symbol));
        out.endArray()
                .member("suggestions", meant.stream().limit(SUGGESTIONS).toList())
                .endObject();
        return text.toString();
    }

    private void describe(JsonOut out, Symbol symbol) {
        var known = directory.instrument(symbol).orElse(null);
        out.object().member("symbol", symbol.text());
        if (known != null) {
            out.member("name", known.name())
                    .member("english_name", known.englishName())
                    .member("pinyin", directory.initials(symbol).orElse(null))
                    .member("sector", known.sector())
                    .member("type", known.type().name().toLowerCase(Locale.ROOT))
                    .member("tick", known.tick())
                    .member("decimals", known.decimals())
                    .member("lot", known.lot());
        }
        out.member("market", symbol.market().name())
                .member("currency", known == null ? symbol.currency() : known.currency())
                .endObject();
    }
}

package argus.source;

import argus.model.Instrument;
import argus.model.Symbol;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A source that says what the test says. */
final class Venue implements MarketDataSource {
    final Set<Symbol> symbols;
    final List<Set<Symbol>> demands = new ArrayList<>();
    boolean closed;
    boolean keepsHours = true;
    private final String name;
    private @Nullable SourceSink sink;

    Venue(String name, Set<Symbol> symbols) {
        this.name = name;
        this.symbols = new HashSet<>(symbols);
    }

    SourceSink sink() {
        return Objects.requireNonNull(sink);
    }

    Set<Symbol> wanted() {
        return demands.isEmpty() ? Set.of() : demands.get(demands.size() - 1);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Collection<Instrument> instruments() {
        return symbols.stream()
                .map(symbol -> new Instrument(
                        symbol, name, name, Instrument.Type.STOCK, BigDecimal.ONE, BigDecimal.ONE, "CNY"))
                .toList();
    }

    @Override
    public boolean serves(Symbol symbol) {
        return symbols.contains(symbol);
    }

    @Override
    public boolean keepsHours() {
        return keepsHours;
    }

    @Override
    public void start(SourceSink newSink) {
        sink = newSink;
    }

    @Override
    public void demand(Set<Symbol> wanted) {
        demands.add(wanted);
    }

    @Override
    public void close() {
        closed = true;
    }
}

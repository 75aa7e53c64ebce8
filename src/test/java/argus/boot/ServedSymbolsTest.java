package argus.boot;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Symbol;
import argus.normalise.SymbolDirectory;
import argus.source.simulated.SimulatedBoard;
import argus.watchlist.ListFiles;
import argus.watchlist.Precondition;
import argus.watchlist.WatchLists;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedSymbolsTest {
    private static final String ME = "me";
    private final SymbolDirectory directory = new SymbolDirectory();
    private final WatchLists lists;
    private final ServedSymbols symbols;

    ServedSymbolsTest(@TempDir Path folder) {
        lists = new WatchLists(new ListFiles(folder), Clock.systemUTC());
        symbols = new ServedSymbols(directory, lists, symbol -> !symbol.text().equals("600036.SH"));
        directory.add(SimulatedBoard.packaged().stream()
                .map(SimulatedBoard.Listing::instrument)
                .toList());
    }

    @Test
    void spellingStandsForItsSymbol() {
        assertThat(names("sh600519")).containsExactly("600519.SH");
        assertThat(names("600036.SH")).as("not served").isEmpty();
    }

    @Test
    void globStandsForTheServedSymbolsThatFitByName() {
        assertThat(names(" 6000*.sh ")).containsExactly("600000.SH");
        assertThat(names("*.BJ")).containsExactly("920002.BJ");
        assertThat(names("?.XX")).isEmpty();
    }

    @Test
    void sectorStandsForItsServedSymbolsByName() {
        assertThat(names("#banks")).containsExactly("000001.SZ", "0005.HK", "600000.SH", "601398.SH");
        assertThat(names("#Beverages")).containsExactly("000858.SZ", "600519.SH");
        assertThat(names("#airlines")).isEmpty();
    }

    @Test
    void listStandsForItsServedSymbolsAsTheyStandInIt() {
        lists.save(
                ME,
                "mine",
                List.of(new Symbol("600519.SH"), new Symbol("600036.SH"), new Symbol("000001.SZ")),
                Precondition.NONE);

        assertThat(names("@mine")).containsExactly("600519.SH", "000001.SZ");
        assertThat(symbols.expand("somebody else", "@mine")).isEmpty();
        assertThat(names("@min")).isEmpty();
        assertThat(symbols.suggest(ME, "@min")).containsExactly("@mine");
        assertThat(symbols.suggest("somebody else", "@min")).isEmpty();
    }

    @Test
    void whatStandsForNothingHasSuggestionsOfItsKind() {
        assertThat(symbols.suggest(ME, "#bank")).containsExactly("#banks");
        assertThat(symbols.suggest(ME, "#sofware")).containsExactly("#software");
        assertThat(symbols.suggest(ME, "#")).hasSize(5);
        assertThat(symbols.suggest(ME, "AAPK*")).contains("AAPL.US");
        assertThat(symbols.suggest(ME, "00001.SZ")).contains("000001.SZ");
    }

    private List<String> names(String text) {
        return symbols.expand(ME, text).stream().map(Symbol::text).toList();
    }
}

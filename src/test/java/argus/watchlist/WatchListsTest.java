package argus.watchlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.TestClock;
import argus.model.Symbol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchListsTest {
    private static final String ME = "me";
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Symbol BANK = new Symbol("000001.SZ");
    private static final Symbol TEA = new Symbol("600519.SH");

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock(NOON);

    private WatchLists open() {
        return new WatchLists(new ListFiles(folder.resolve("data/lists")), clock);
    }

    @Test
    void listIsFoundByItsOwnerAndNameOnly() {
        var lists = open();

        var saved = lists.save(ME, "mine", List.of(TEA, BANK), Precondition.NONE);

        assertThat(saved).isEqualTo(new Change.Saved(new WatchList("mine", List.of(TEA, BANK), NOON), true));
        assertThat(lists.find(ME, "mine").map(WatchList::symbols)).contains(List.of(TEA, BANK));
        assertThat(lists.find(ME, "other")).isEmpty();
        assertThat(lists.find("you", "mine")).isEmpty();
    }

    @Test
    void listsOutliveTheService() {
        var lists = open();
        lists.save("alice@Example.com", "b", List.of(TEA), Precondition.NONE);
        lists.save("alice@Example.com", "a", List.of(), Precondition.NONE);
        lists.save("ALICE@Example.com", "a", List.of(BANK), Precondition.NONE);

        var again = open();

        assertThat(again.of("alice@Example.com"))
                .containsExactly(new WatchList("a", List.of(), NOON), new WatchList("b", List.of(TEA), NOON));
        assertThat(again.of("ALICE@Example.com")).containsExactly(new WatchList("a", List.of(BANK), NOON));
        assertThat(again.of("nobody")).isEmpty();
    }

    @Test
    void deletedListIsGoneAlsoAfterwards() {
        var lists = open();
        lists.save(ME, "mine", List.of(TEA), Precondition.NONE);

        assertThat(lists.delete(ME, "mine", Precondition.NONE)).isEqualTo(new Change.Deleted());

        assertThat(lists.find(ME, "mine")).isEmpty();
        assertThat(lists.delete(ME, "mine", Precondition.NONE)).isEqualTo(new Change.NotThere());
        assertThat(open().of(ME)).isEmpty();
    }

    @Test
    void changeCanDependOnWhatWasSeen() {
        var lists = open();
        var fresh = new Precondition(Set.of(), true);
        var any = new Precondition(Set.of("*"), false);
        assertThat(lists.save(ME, "mine", List.of(TEA), any)).isEqualTo(new Change.NotAsExpected());
        assertThat(lists.save(ME, "mine", List.of(TEA), fresh)).isInstanceOf(Change.Saved.class);
        assertThat(lists.save(ME, "mine", List.of(BANK), fresh)).isEqualTo(new Change.NotAsExpected());

        var seen = new Precondition(Set.of("another", tag(lists)), false);
        assertThat(lists.save(ME, "mine", List.of(BANK), seen)).isInstanceOf(Change.Saved.class);
        assertThat(lists.save(ME, "mine", List.of(), seen)).isEqualTo(new Change.NotAsExpected());
        assertThat(lists.delete(ME, "mine", seen)).isEqualTo(new Change.NotAsExpected());
        assertThat(lists.find(ME, "mine").map(WatchList::symbols)).contains(List.of(BANK));
        assertThat(lists.delete(ME, "mine", any)).isEqualTo(new Change.Deleted());
    }

    private static String tag(WatchLists lists) {
        return lists.find(ME, "mine").map(WatchList::tag).orElseThrow();
    }

    @Test
    void theSameSymbolsAgainAreNoChange() {
        var lists = open();
        lists.save(ME, "mine", List.of(TEA), Precondition.NONE);
        clock.advance(Duration.ofHours(1));

        var saved = lists.save(ME, "mine", List.of(TEA), Precondition.NONE);

        assertThat(saved).isEqualTo(new Change.Saved(new WatchList("mine", List.of(TEA), NOON), false));
    }

    @Test
    void listenerIsToldWhatHasChanged() {
        var lists = open();
        var told = new ArrayList<String>();
        lists.onChange((owner, name) ->
                told.add(owner + ' ' + name + ' ' + lists.find(owner, name).map(WatchList::symbols)));

        lists.save(ME, "mine", List.of(TEA), Precondition.NONE);
        lists.save(ME, "mine", List.of(), new Precondition(Set.of("another"), false));
        lists.delete(ME, "mine", Precondition.NONE);
        lists.delete(ME, "mine", Precondition.NONE);

        assertThat(told)
                .containsExactly("me mine " + Optional.of(List.of(TEA)), "me mine " + Optional.<List<Symbol>>empty());
    }

    @Test
    void ownerHasOnlySoManyLists() {
        var lists = open();
        for (int i = 0; i < WatchLists.MAX_LISTS; i++) {
            lists.save(ME, "list-" + i, List.of(), Precondition.NONE);
        }

        var more = lists.save(ME, "another", List.of(), Precondition.NONE);

        assertThat(more).isInstanceOfSatisfying(Change.TooMuch.class, much -> assertThat(much.reason())
                .contains("1000"));
        assertThat(lists.save(ME, "list-7", List.of(TEA), Precondition.NONE)).isInstanceOf(Change.Saved.class);
        assertThat(lists.save("you", "another", List.of(), Precondition.NONE)).isInstanceOf(Change.Saved.class);
    }

    @Test
    void ownerHasOnlySoManySymbolsInAllHisLists() {
        var lists = open();
        var most = IntStream.range(0, WatchList.MAX_SYMBOLS)
                .mapToObj(i -> new Symbol("X" + i + ".US"))
                .toList();
        for (int i = 0; i < WatchLists.MAX_SYMBOLS / WatchList.MAX_SYMBOLS; i++) {
            assertThat(lists.save(ME, "list-" + i, most, Precondition.NONE)).isInstanceOf(Change.Saved.class);
        }

        assertThat(lists.save(ME, "one-more", List.of(TEA), Precondition.NONE)).isInstanceOf(Change.TooMuch.class);
        assertThat(lists.find(ME, "one-more")).isEmpty();
    }

    @Test
    void fileThatCannotBeReadIsLeftAsItIs() throws IOException {
        open().save("you", "yours", List.of(TEA), Precondition.NONE);
        open().save(ME, "mine", List.of(TEA), Precondition.NONE);
        var file = folder.resolve("data/lists/me.json");
        Files.writeString(file, Files.readString(file).replace("600519.SH", "tea"));
        var before = Files.readString(file);

        var lists = open();

        assertThat(lists.isUnreadable(ME)).isTrue();
        assertThat(lists.isUnreadable("you")).isFalse();
        assertThat(lists.of(ME)).isEmpty();
        assertThat(lists.save(ME, "mine", List.of(BANK), Precondition.NONE)).isEqualTo(new Change.Unreadable());
        assertThat(lists.delete(ME, "mine", Precondition.NONE)).isEqualTo(new Change.Unreadable());
        assertThat(file).hasContent(before);
        assertThat(lists.find("you", "yours")).isPresent();
    }

    @Test
    void whatCannotBeWrittenHasNotHappened() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        var lists = open();
        Files.writeString(folder.resolve("data/lists"), "a file where the directory is to be");

        assertThatThrownBy(() -> lists.save(ME, "mine", List.of(TEA), Precondition.NONE))
                .isInstanceOf(UncheckedIOException.class);

        assertThat(lists.find(ME, "mine")).isEmpty();
    }

    @Test
    void directoryThatCannotBeListedIsSaidAtTheStart() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/lists"), "a file where the directory is to be");

        assertThatThrownBy(this::open)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("argus.lists.directory");
    }
}

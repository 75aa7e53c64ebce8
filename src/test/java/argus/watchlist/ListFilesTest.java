package argus.watchlist;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Symbol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListFilesTest {
    private static final WatchList LIST =
            new WatchList("mine", List.of(new Symbol("600519.SH")), Instant.parse("2026-01-05T12:00:00Z"));

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "anonymous, anonymous.json",
        "desk_7-b, desk_7-b.json",
        "Alice, %41lice.json",
        "../../etc/passwd, %2E%2E%2F%2E%2E%2Fetc%2Fpasswd.json",
        "a%2Eb, a%252%45b.json",
        "平, %E5%B9%B3.json"
    })
    void fileIsNamedLikeItsOwner(String owner, String name) {
        assertThat(new ListFiles(folder).name(owner)).isEqualTo(name);
    }

    @Test
    void longOwnerHasAFileAsWell() {
        var files = new ListFiles(folder);
        assertThat(files.name("平".repeat(100)))
                .hasSizeLessThan(100)
                .startsWith("~")
                .isNotEqualTo(files.name("平".repeat(101)));
    }

    @Property
    void twoOwnersNeverShareAFile(
            @ForAll @StringLength(max = 20) @CharRange(from = ' ', to = 'ÿ') String one,
            @ForAll @StringLength(max = 20) @CharRange(from = ' ', to = 'ÿ') String other) {
        assertThat(FileNames.of(one).equalsIgnoreCase(FileNames.of(other))).isEqualTo(one.equals(other));
    }

    @Test
    void nothingButTheFileIsLeftBehind() throws IOException {
        var files = new ListFiles(folder);
        files.write("me", List.of());
        files.write("me", List.of(LIST));

        assertThat(folder).isDirectoryContaining(path -> path.endsWith("me.json"));
        try (var left = Files.list(folder)) {
            assertThat(left).hasSize(1);
        }
        assertThat(files.read().lists()).containsEntry("me", List.of(LIST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"version\":1}",
                "{\"version\":2,\"owner\":\"me\",\"lists\":{}}",
                "{\"version\":1,\"owner\":\"you\",\"lists\":{}}",
                "{\"version\":1,\"owner\":\"me\",\"lists\":[]}",
                "{\"version\":1,\"owner\":\"me\",\"lists\":{\"mine\":{}}}",
                "{\"version\":1,\"owner\":\"me\",\"lists\":{\"Mine\":{\"changed_at\":\"2026-01-05T12:00:00Z\",\"symbols\":[]}}}",
                "{\"version\":1,\"owner\":\"me\",\"lists\":{\"mine\":{\"changed_at\":\"today\",\"symbols\":[]}}}",
                "{\"version\":1,\"owner\":\"me\",\"lists\":{\"mine\":{\"changed_at\":\"2026-01-05T12:00:00Z\",\"symbols\":[7]}}}"
            })
    void whatIsNotUnderstoodIsUnreadable(String text) throws IOException {
        Files.writeString(folder.resolve("me.json"), text);
        Files.writeString(folder.resolve("README"), "is no list");

        var found = new ListFiles(folder).read();

        assertThat(found.unreadable()).isEqualTo(Set.of("me.json"));
        assertThat(found.lists()).isEmpty();
    }
}

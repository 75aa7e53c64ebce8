package argus.rest.answer;

import static argus.feed.SmallHouse.BANK;
import static argus.rest.answer.Readers.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import argus.model.Symbol;
import argus.rest.problem.Problem;
import argus.rest.problem.ProblemException;
import argus.watchlist.ListFiles;
import argus.watchlist.Precondition;
import argus.watchlist.WatchList;
import argus.watchlist.WatchLists;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListAnswersTest {
    private static final String ME = "me";
    private static final Precondition NONE = Precondition.NONE;

    private final Path folder;
    private final Readers readers = new Readers();
    private final WatchLists lists;
    private final ListAnswers answers;

    ListAnswersTest(@TempDir Path folder) {
        this.folder = folder;
        this.lists = open();
        this.answers = new ListAnswers(lists, readers.symbols);
    }

    private WatchLists open() {
        return new WatchLists(new ListFiles(folder), readers.house.clock);
    }

    @Test
    void savedListIsToldAsItIsSaved() {
        var told = save("mine", "{\"symbols\":[\"sh600519\",\"000001.SZ\",\"600519.SH\"]}");

        assertThat(told.json())
                .isEqualTo("{\"name\":\"mine\",\"count\":2,\"changed_at\":\"2026-01-05T01:30:00Z\","
                        + "\"symbols\":[\"600519.SH\",\"000001.SZ\"]}");
        assertThat(told.created()).isTrue();
        assertThat(answers.one(ME, "mine")).isEqualTo(new ListAnswers.Told(told.json(), told.tag(), false));
        assertThat(answers.all(ME))
                .isEqualTo("{\"lists\":[{\"name\":\"mine\",\"count\":2,\"changed_at\":\"2026-01-05T01:30:00Z\"}]}");
        assertThat(answers.all("you")).isEqualTo("{\"lists\":[]}");
        assertThat(save("mine", "{\"symbols\":[],\"name\":\"mine\"}").created()).isFalse();
    }

    @Test
    void symbolsThatNobodyServesAreNamedWithTheirPlace() {
        var problem = problem(() -> save("mine", "{\"symbols\":[\"000001.SZ\",\"00001.SZ\",\"6*.SH\"]}"));

        assertThat(problem.getInt("status")).isEqualTo(400);
        assertThat(problem.getInt("code")).isEqualTo(4041);
        assertThat(problem.getString("field")).isEqualTo("$.symbols[1]");
        var unknown = problem.getJsonArray("unknown");
        assertThat(unknown).hasSize(2);
        assertThat(unknown.getJsonObject(0).getJsonArray("suggestions").getString(0))
                .isEqualTo("000001.SZ");
        assertThat(unknown.getJsonObject(1).getString("field")).isEqualTo("$.symbols[2]");
        assertThat(lists.of(ME)).isEmpty();
    }

    @Test
    void manyUnknownSymbolsAreNotAllTold() {
        var body = IntStream.range(0, 30)
                .mapToObj(i -> '"' + "X".repeat(70 + i) + '"')
                .collect(Collectors.joining(",", "{\"symbols\":[", "]}"));

        var problem = problem(() -> save("mine", body));

        assertThat(problem.getString("detail")).startsWith("30 symbols");
        assertThat(problem.getJsonArray("unknown")).hasSize(20);
        assertThat(problem.getJsonArray("unknown").getJsonObject(0).getString("symbol"))
                .hasSize(65);
    }

    @Test
    void symbolThatIsInTheListMayStayWhileNobodyServesIt() {
        var gone = new Symbol("GONE.US");
        lists.save(ME, "mine", List.of(gone), NONE);

        assertThat(lists.find(ME, "mine").map(WatchList::symbols)).contains(List.of(gone));
        save("mine", "{\"symbols\":[\"GONE.US\",\"000001.SZ\"]}");

        assertThat(lists.find(ME, "mine").map(WatchList::symbols)).contains(List.of(gone, BANK));
        assertThat(problem(() -> save("other", "{\"symbols\":[\"GONE.US\"]}")).getInt("code"))
                .isEqualTo(4041);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''                            | 4000 |
            {"symbols":                   | 4000 |
            []                            | 4006 | $.symbols
            {}                            | 4006 | $.symbols
            {"symbols":"000001.SZ"}       | 4006 | $.symbols
            {"symbols":["000001.SZ",7]}   | 4006 | $.symbols[1]
            {"symbols":[],"symbols":[]}   | 4006 | $.symbols
            """)
    void bodyThatIsNoListIsRefusedWithThePlaceOfTheFault(String body, int code, String field) {
        var problem = problem(() -> save("mine", body));

        assertThat(problem.getInt("status")).isEqualTo(400);
        assertThat(problem.getInt("code")).isEqualTo(code);
        assertThat(problem.getString("field", null)).isEqualTo(field);
    }

    @Test
    void bodyIsUtf8AndNotTooLong() {
        assertThat(problem(() -> answers.save(ME, "mine", new byte[] {'"', (byte) 0xff, '"'}, NONE))
                        .getString("detail"))
                .contains("UTF-8");
        var many = "{\"symbols\":[" + "\"000001.SZ\",".repeat(5_000) + "\"000001.SZ\"]}";
        assertThat(problem(() -> save("mine", many)).getString("detail")).contains("5001");
    }

    @Test
    void nameIsChecked() {
        var problem = problem(() -> save("My List", "{\"symbols\":[]}"));
        assertThat(problem.getInt("status")).isEqualTo(400);
        assertThat(problem.getString("parameter")).isEqualTo("name");
    }

    @Test
    void listThatIsNotThereIsNotFound() {
        assertThat(problem(() -> answers.one(ME, "mine")).getInt("status")).isEqualTo(404);
        assertThat(problem(() -> answers.delete(ME, "mine", NONE)).getInt("status"))
                .isEqualTo(404);
        save("mine", "{\"symbols\":[]}");
        answers.delete(ME, "mine", NONE);
        assertThat(problem(() -> answers.one(ME, "mine")).getInt("status")).isEqualTo(404);
    }

    @Test
    void listThatIsNotAsExpectedStaysAsItIs() {
        var told = save("mine", "{\"symbols\":[\"000001.SZ\"]}");
        save("mine", "{\"symbols\":[]}");
        var old = new Precondition(Set.of(told.tag()), false);

        assertThat(problem(() -> answers.delete(ME, "mine", old)).getInt("status"))
                .isEqualTo(412);
        assertThat(problem(() -> answers.save(ME, "mine", "{\"symbols\":[]}".getBytes(UTF_8), old))
                        .getInt("status"))
                .isEqualTo(412);
    }

    @Test
    void tooManyListsAreAConflict() {
        for (int i = 0; i < WatchLists.MAX_LISTS; i++) {
            lists.save(ME, "list-" + i, List.of(), NONE);
        }
        assertThat(problem(() -> save("mine", "{\"symbols\":[]}")).getInt("status"))
                .isEqualTo(409);
    }

    @Test
    void listsThatCannotBeReadAreAFaultOfTheNode() throws IOException {
        Files.writeString(folder.resolve("me.json"), "{");
        var broken = new ListAnswers(open(), readers.symbols);

        assertThat(problem(() -> broken.all(ME)).getInt("status")).isEqualTo(500);
        assertThat(problem(() -> broken.one(ME, "mine")).getInt("status")).isEqualTo(500);
        assertThat(problem(() -> broken.save(ME, "mine", "{\"symbols\":[]}".getBytes(UTF_8), NONE))
                        .getInt("status"))
                .isEqualTo(500);
        assertThat(problem(() -> broken.delete(ME, "mine", NONE)).getInt("status"))
                .isEqualTo(500);
    }

    private ListAnswers.Told save(String name, String body) {
        return answers.save(ME, name, body.getBytes(UTF_8), NONE);
    }

    private static JsonObject problem(ThrowingCallable request) {
        var refused = catchThrowableOfType(ProblemException.class, request);
        assertThat(refused).isNotNull();
        Problem problem = refused.problem();
        return json(problem.json("/"));
    }
}

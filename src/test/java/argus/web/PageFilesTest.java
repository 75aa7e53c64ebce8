package argus.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of the page as they lie in the WAR, without a browser. */
class PageFilesTest {
    private static final Path ROOT = Path.of("src/main/webapp");
    // the build puts the client library there
    private static final Path LIBRARY = Path.of("clients/js/src");
    private static final Pattern IMPORT = Pattern.compile("(?:from|import\\()\\s*'([^']+)'");
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"#]+)\"");
    private static final Pattern OUTSIDE = Pattern.compile("(?i)(https?|wss?)://[a-z0-9]");

    @Test
    void chartLibraryIsPackedInTheVersionThePageAsksFor() {
        var asked = find(IMPORT, ROOT.resolve("js/echarts.js")).get(0);

        var packed = asked.replaceFirst("^\\.\\./", "META-INF/resources/");

        assertThat(getClass().getClassLoader().getResource(packed)).as(packed).isNotNull();
    }

    @Test
    void everyImportedModuleExists() throws IOException {
        for (var script : scripts()) {
            find(IMPORT, script).stream()
                    .filter(name -> !name.startsWith("../_static/"))
                    .forEach(name -> assertThat(source(script.resolveSibling(name)))
                            .as("%s", script)
                            .exists());
        }
    }

    @Test
    void everyLinkedFileExists() {
        assertThat(find(LINK, ROOT.resolve("index.html")))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(source(ROOT.resolve(link))).exists());
    }

    @Test
    void noOutsideHostIsNamed() throws IOException {
        for (var file :
                Stream.concat(files(ROOT, "").stream(), scripts().stream()).toList()) {
            if (!file.toString().endsWith(".xml") && !file.toString().endsWith(".svg")) {
                assertThat(read(file)).as("%s", file).doesNotContainPattern(OUTSIDE);
            }
        }
    }

    @Test
    void markupIsNeverMadeFromText() throws IOException {
        for (var script : scripts()) {
            assertThat(read(script))
                    .as("%s", script)
                    .doesNotContainPattern("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(");
        }
    }

    @Test
    void pageHasNoInlineScriptOrStyle() {
        assertThat(read(ROOT.resolve("index.html")))
                .doesNotContainPattern("<script(?![^>]*src=)")
                .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=");
    }

    /** Everything that runs in the browser. */
    private static List<Path> scripts() throws IOException {
        return Stream.concat(files(ROOT, ".js").stream(), files(LIBRARY, ".js").stream())
                .toList();
    }

    /** Where a file of the archive lies in the repository. */
    private static Path source(Path file) {
        var library = ROOT.resolve("js/argus");
        var plain = file.normalize();
        return plain.startsWith(library) ? LIBRARY.resolve(library.relativize(plain)) : plain;
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .toList();
        }
    }

    private static List<String> find(Pattern pattern, Path file) {
        return pattern.matcher(read(file)).results().map(PageFilesTest::first).toList();
    }

    private static String first(MatchResult match) {
        return match.group(1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package argus.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page at {@code /} and its files, as any HTTP client gets them. */
@ExtendWith(SharedServer.class)
class StaticFilesIT {
    private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"#]+)\"");

    private final ArgusServer server;

    StaticFilesIT(ArgusServer server) {
        this.server = server;
    }

    @Test
    void thePageIsAtTheRootAndEverythingItNamesIsThere() throws Exception {
        var page = server.get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.body()).contains("<title>");
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();

        var links = LINK.matcher(page.body());
        int files = 0;
        while (links.find()) {
            var link = links.group(1);
            assertThat(link).as("nothing is fetched from elsewhere").doesNotContain("://");
            var file = server.get(link.startsWith("/") ? link : "/" + link);
            assertThat(file.statusCode()).as(link).isEqualTo(200);
            assertThat(file.body()).as(link).isNotEmpty();
            assertThat(file.headers().firstValue("Content-Type").orElse(""))
                    .as(link)
                    .contains(
                            switch (link.substring(link.lastIndexOf('.') + 1)) {
                                case "js" -> "javascript";
                                case "css" -> "text/css";
                                case "svg" -> "image/svg+xml";
                                default -> "";
                            });
            files++;
        }
        assertThat(files).isPositive();
    }

    @Test
    void aFileCanBeAskedForAgainWithoutBeingSentAgain() throws Exception {
        var page = server.get("/index.html");
        assertThat(page.headers().firstValue("Last-Modified").or(() -> page.headers()
                        .firstValue("ETag")))
                .isPresent();
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        assertThat(server.get("/js/nothing.js").statusCode()).isEqualTo(404);
        assertThat(server.get("/WEB-INF/beans.xml").statusCode()).isEqualTo(404);
    }
}

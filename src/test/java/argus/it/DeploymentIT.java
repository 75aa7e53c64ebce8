package argus.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive the build made, deployed by Arquillian as a user would deploy it. */
@ArquillianTest
@RunAsClient
class DeploymentIT {
    @ArquillianResource
    private URL base;

    @Deployment(testable = false)
    static WebArchive archive() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(Container.property("argus.war")));
    }

    @Test
    void applicationIsReadyAtTheRoot() throws Exception {
        assertThat(base.getPath()).isEqualTo("/");
        var request = HttpRequest.newBuilder(URI.create(base + "health/ready")).build();
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"status\":\"UP\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ws"})
    void welcomeIsTheFirstMessage(String path) throws Exception {
        try (var client = TestClient.open(URI.create("ws" + base.toString().substring("http".length()) + path))) {
            client.await("welcome");
            assertThat(client.messages().get(0).getString("type")).isEqualTo("welcome");
        }
    }
}

package argus.rest.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractFileTest {

    @Test
    void documentAndSchemasAreThere() {
        assertThat(new String(ContractFile.asyncApi().bytes(), UTF_8)).startsWith("asyncapi: 3.0.0");
        assertThat(ContractFile.schema("welcome"))
                .hasValueSatisfying(
                        file -> assertThat(new String(file.bytes(), UTF_8)).contains("\"title\": \"welcome\""));
        assertThat(ContractFile.schema("heartbeat_request")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nothing", "Welcome", "welcome.json", "../asyncapi", "..", "_", "welcome_", "a/b"})
    void otherNamesLeadNowhere(String name) {
        assertThat(ContractFile.schema(name)).isEmpty();
    }

    @Test
    void tagTellsOneFileFromAnother() {
        var welcome = ContractFile.schema("welcome").orElseThrow();
        assertThat(welcome.tag())
                .matches("[0-9a-f]{32}")
                .isEqualTo(ContractFile.schema("welcome").orElseThrow().tag());
        assertThat(welcome.tag()).isNotEqualTo(ContractFile.asyncApi().tag());
    }

    @Test
    void whoeverHasTheBytesCannotChangeThem() {
        ContractFile.asyncApi().bytes()[0] = 0;
        assertThat(ContractFile.asyncApi().bytes()[0]).isEqualTo((byte) 'a');
    }
}

package argus.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import argus.config.key.ConfigException;
import argus.config.key.ConfigException.Fault;
import argus.protocol.ErrorCode;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    @Test
    void problemOfTheRegistryTellsItsCode() {
        assertThat(Problem.unknownSymbol("NOPE", List.of("NIO.US")).json("/api/v1/depth/NOPE"))
                .isEqualTo("{\"type\":\"/api/v1/errors#UNKNOWN_SYMBOL\",\"title\":\"The symbol is not known\","
                        + "\"status\":404,\"detail\":\"No source of this node serves NOPE\","
                        + "\"instance\":\"/api/v1/depth/NOPE\",\"code\":4041,\"name\":\"UNKNOWN_SYMBOL\","
                        + "\"retryable\":false,\"suggestions\":[\"NIO.US\"]}");
    }

    @Test
    void problemOfHttpAloneHasNoCode() {
        assertThat(Problem.of(404, "Not Found", null).json("/api/x"))
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,\"instance\":\"/api/x\"}");
    }

    @Test
    void parameterAtFaultIsNamed() {
        assertThat(Problem.parameter("limit", "too many").json("/")).contains("\"parameter\":\"limit\"");
    }

    @Test
    void wrappedProblemIsFound() {
        var problem = Problem.of(503, ErrorCode.SOURCE_DOWN, "silent");
        var thrown = new CompletionException(new ExecutionException(new ProblemException(problem)));
        assertThat(Problems.of(thrown)).isEqualTo(problem);
    }

    @Test
    void faultyConfigurationIsAConflict() {
        var problem = Problems.of(new ConfigException(List.of(Fault.in("argus.yaml", "not YAML"))));
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.json("/")).contains("\"faults\":[\"argus.yaml: not YAML\"]");
    }

    @Test
    void feedThatDoesNotAnswerIsUnavailable() {
        assertThat(Problems.of(new TimeoutException()).status()).isEqualTo(503);
    }

    @Test
    void unforeseenExceptionIsToldByTraceIdAlone() {
        var problem = Problems.of(new CompletionException(new IllegalStateException("secret")));
        assertThat(problem.status()).isEqualTo(500);
        assertThat(problem.json("/"))
                .contains("\"trace_id\":", "\"name\":\"INTERNAL\"")
                .doesNotContain("secret");
    }

    @Test
    void wrapperWithoutCauseStandsForItself() {
        assertThat(Problems.of(new CompletionException("x", null)).status()).isEqualTo(500);
    }
}

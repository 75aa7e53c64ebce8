package argus.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.model.BarPeriod;
import argus.rest.problem.ProblemException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {

    @ParameterizedTest
    @NullAndEmptySource
    void missingParameterTakesItsDefault(String text) {
        assertThat(Query.count("limit", text, 7, 10)).isEqualTo(7);
        assertThat(Query.levels("levels", text, 5)).isEqualTo(5);
        assertThat(Query.period("period", text)).isEqualTo(BarPeriod.M1);
    }

    @Test
    void parametersAreRead() {
        assertThat(Query.count("limit", "10", 7, 10)).isEqualTo(10);
        assertThat(Query.levels("levels", "20", 5)).isEqualTo(20);
        assertThat(Query.period("period", "1M")).isEqualTo(BarPeriod.MONTH);
        assertThat(Query.names("symbols", " a, b,,a ")).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "11", "x", "1.0", "99999999999"})
    void countOutOfRangeNamesTheParameter(String text) {
        assertThat(fault(() -> Query.count("limit", text, 7, 10)))
                .isEqualTo("limit is a whole number from 1 to 10, not " + text);
    }

    @Test
    void unknownChoiceTellsTheOthers() {
        assertThat(fault(() -> Query.levels("levels", "3", 5))).isEqualTo("levels is one of 1, 5, 10, 20, not 3");
        assertThat(fault(() -> Query.period("period", "1S"))).startsWith("period is one of 1s, 5s,");
    }

    @Test
    void longValueIsCutInTheAnswer() {
        assertThat(fault(() -> Query.period("period", "y".repeat(500)))).hasSizeLessThan(200);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {",", " , "})
    void symbolsAreNeeded(String text) {
        assertThat(fault(() -> Query.names("symbols", text))).startsWith("symbols is needed");
    }

    @Test
    void symbolsAreBounded() {
        var many = IntStream.range(0, 501).mapToObj(Integer::toString).collect(Collectors.joining(","));
        assertThat(fault(() -> Query.names("symbols", many))).isEqualTo("at most 500, these are 501");
    }

    private static String fault(ThrowingCallable reading) {
        var fault = new String[1];
        assertThatThrownBy(reading).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(400);
            assertThat(e.problem().members()).containsKey("parameter");
            fault[0] = e.problem().detail();
        });
        return fault[0];
    }
}

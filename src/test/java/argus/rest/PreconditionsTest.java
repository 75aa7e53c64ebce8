package argus.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.rest.problem.ProblemException;
import argus.watchlist.Precondition;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {

    @Test
    void withoutHeadersNothingIsExpected() {
        assertThat(Preconditions.of(null, null)).isEqualTo(Precondition.NONE);
    }

    @Test
    void tagsAreRead() {
        assertThat(Preconditions.of("\"a1\"", null)).isEqualTo(new Precondition(Set.of("a1"), false));
        assertThat(Preconditions.of(" \"a1\" , \"b,2\" ", null))
                .isEqualTo(new Precondition(Set.of("a1", "b,2"), false));
        assertThat(Preconditions.of("*", null)).isEqualTo(new Precondition(Set.of("*"), false));
    }

    @Test
    void weakTagIsNeverTheTagOfAList() {
        assertThat(Preconditions.of("W/\"a1\"", null).tags()).isNotEmpty().doesNotContain("a1");
    }

    @Test
    void listMustNotBeThere() {
        assertThat(Preconditions.of(null, "*")).isEqualTo(new Precondition(Set.of(), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a1", "\"a1", "\"a1\" \"b2\"", "\"a1\",", "*, \"a1\""})
    void whatIsNoTagIsRefused(String header) {
        assertThatThrownBy(() -> Preconditions.of(header, null))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(400));
    }

    @Test
    void absenceIsExpectedAloneAndOfAnyList() {
        assertThatThrownBy(() -> Preconditions.of(null, "\"a1\"")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Preconditions.of("\"a1\"", "*")).isInstanceOf(ProblemException.class);
    }
}

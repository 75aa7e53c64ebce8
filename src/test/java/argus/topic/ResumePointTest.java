package argus.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ResumePointTest {

    @Test
    void clientThatHasNothingYetGoesOnFromTheBeginning() {
        assertThat(new ResumePoint("e", 0).seq()).isZero();
    }

    @Test
    void sequenceBelowZeroDoesNotExist() {
        assertThatThrownBy(() -> new ResumePoint("e", -1)).isInstanceOf(IllegalArgumentException.class);
    }
}

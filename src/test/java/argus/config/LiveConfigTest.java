package argus.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveConfigTest {
    private static final ArgusConfig FIRST = ArgusConfig.of(Map.of());
    private static final ArgusConfig NEXT = ArgusConfig.of(Map.of("argus.server.max-connections", "7"));

    @Test
    void changeIsToldAndInForce() {
        var live = new LiveConfig(FIRST, before -> NEXT);
        List<ArgusConfig> told = new ArrayList<>();
        live.onChange(told::add);

        assertThat(live.reload()).containsExactly("argus.server.max-connections");

        assertThat(told).containsExactly(NEXT);
        assertThat(live.current()).isSameAs(NEXT);
    }

    @Test
    void reloadWithoutChangeIsToldToNobody() {
        var live = new LiveConfig(FIRST, before -> ArgusConfig.of(Map.of()));
        live.onChange(next -> {
            throw new AssertionError("told of nothing");
        });
        assertThat(live.reload()).isEmpty();
    }

    @Test
    void refusedChangeLeavesEverythingAsItWas() {
        var live = new LiveConfig(FIRST, before -> NEXT);
        live.onChange(next -> {
            throw new IllegalArgumentException("no");
        });
        assertThatThrownBy(live::reload).hasMessage("no");
        assertThat(live.current()).isSameAs(FIRST);
    }
}

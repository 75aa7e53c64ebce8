package argus.config.source;

import static org.assertj.core.api.Assertions.assertThat;

import argus.config.ArgusConfig;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ProcessValuesTest {

    @Test
    void propertiesAreStrongerThanVariablesAndBothKnowTheKeys() {
        var properties = new Properties();
        properties.setProperty("argus.datasource.binance.connections", "7");
        var stack = new SourceStack(List.of(
                ProcessValues.environment(
                        Map.of("ARGUS_DATASOURCE_BINANCE_CONNECTIONS", "5", "ARGUS_DATASOURCE_BINANCE_SILENCE", "9s")),
                ProcessValues.properties(properties)));

        assertThat(stack.findAll("argus.datasource.binance.connections"))
                .extracting(SourceStack.Found::text)
                .containsExactly("7", "5");
        assertThat(stack.find("argus.datasource.binance.silence")
                        .orElseThrow()
                        .source()
                        .getName())
                .isEqualTo("environment variables");
        assertThat(stack.names("argus.")).contains("argus.datasource.binance.silence");
    }

    @Test
    void aProgramWithoutAContainerHasTheSameSettings() {
        assertThat(ArgusConfig.ofProcess().datasource().binance().connections()).isPositive();
    }
}

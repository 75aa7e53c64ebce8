package argus.protocol.request;

import static org.assertj.core.api.Assertions.assertThat;

import argus.TestClock;
import argus.model.Columns;
import argus.model.DataType;
import argus.protocol.MessageWriter;
import argus.protocol.Samples;
import argus.protocol.SubscriptionAnswer;
import argus.protocol.request.ClientMessage.Subscribe;
import argus.topic.Filter;
import argus.topic.Filters;
import argus.topic.MinChange;
import argus.topic.Shape;
import argus.topic.SubscribeOptions;
import jakarta.json.Json;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the server says is in force can be asked for in the same words. */
class FilterRoundTripPropertyTest {
    private static final List<String> COLUMNS = List.of("last_price", "volume", "change_percent", "bid_price");

    private final MessageReader reader = new MessageReader(1_000_000);
    private final MessageWriter writer = new MessageWriter(new TestClock(Samples.NOW));

    @Property
    void optionsThatAreToldMeanThemselves(@ForAll("options") SubscribeOptions options) {
        var told = writer.write(new SubscriptionAnswer.Reconfigured(null, null, 1, options, false));
        try (var parsed = Json.createReader(new StringReader(told))) {
            var again = parsed.readObject().getJsonObject("data").getJsonObject("options");
            var request = Json.createObjectBuilder(again)
                    .add("type", "subscribe")
                    .add("symbol", "X")
                    .add("data_type", "quote")
                    .build();
            var read = (Subscribe) reader.read(request.toString());
            assertThat(read.wanted().values()).containsExactly(options);
        }
    }

    @Provide
    Arbitrary<SubscribeOptions> options() {
        var shapes = Combinators.combine(
                        Arbitraries.of(
                                List.<String>of(),
                                List.of("symbol", "volume"),
                                List.of("symbol", "last_price", "open")),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((fields, source, arrival) -> new Shape(fields, false, source, arrival));
        var distances = Combinators.combine(
                        Arbitraries.of(COLUMNS),
                        Arbitraries.bigDecimals().between(new BigDecimal("0.01"), new BigDecimal(1_000_000)),
                        Arbitraries.of(true, false))
                .as((name, by, percent) ->
                        new MinChange(Columns.find(DataType.QUOTE, name).orElseThrow(), by, percent));
        Arbitrary<Filter> filters = Filters.any(4);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 20),
                        shapes,
                        filters.injectNull(0.1),
                        distances.injectNull(0.5))
                .as((rows, shape, filter, distance) -> new SubscribeOptions(
                        Samples.AT_ONCE.delivery(), Samples.AT_ONCE.minInterval(), rows, shape, filter, distance));
    }
}

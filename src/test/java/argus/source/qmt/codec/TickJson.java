package argus.source.qmt.codec;

import argus.model.Depth.Level;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes ticks as xtdata tells them: the other direction of the decoder. */
final class TickJson {
    private static final int LEVELS = 5;
    private static final BigDecimal LOT = BigDecimal.valueOf(100);

    private TickJson() {}

    static JsonObject of(QmtTick tick) {
        var json = Json.createObjectBuilder().add("time", tick.time().toEpochMilli());
        add(json, "lastPrice", tick.last());
        add(json, "lastClose", tick.prevClose());
        add(json, "open", tick.open());
        add(json, "high", tick.high());
        add(json, "low", tick.low());
        if (tick.amount() != null) json.add("amount", tick.amount());
        if (tick.volume() != null) {
            json.add("pvolume", tick.volume()).add("volume", tick.volume().divideToIntegralValue(LOT));
        }
        tick.phase().ifPresent(phase -> json.add("openInt", phase.code()));
        if (tick.book()) {
            json.add("bidPrice", five(tick.bids(), Level::price))
                    .add("bidVol", five(tick.bids(), TickJson::lots))
                    .add("askPrice", five(tick.asks(), Level::price))
                    .add("askVol", five(tick.asks(), TickJson::lots));
        }
        return json.build();
    }

    private static BigDecimal lots(Level level) {
        return level.volume().divide(LOT);
    }

    private static void add(JsonObjectBuilder json, String name, @Nullable BigDecimal price) {
        // xtdata's numbers are doubles, and it writes zero for what it does not know
        if (price == null) json.add(name, 0.0);
        else json.add(name, price.doubleValue());
    }

    private static JsonArray five(List<Level> levels, Function<Level, BigDecimal> member) {
        var array = Json.createArrayBuilder();
        for (int i = 0; i < LEVELS; i++) {
            if (i < levels.size()) array.add(member.apply(levels.get(i)).doubleValue());
            else array.add(0);
        }
        return array.build();
    }
}

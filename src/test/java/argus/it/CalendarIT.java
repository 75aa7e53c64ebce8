package argus.it;

import static org.assertj.core.api.Assertions.assertThat;

import argus.source.tencent.FakeTencent;
import argus.source.tencent.RowText;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server on a day on which, by calendars of its own, no exchange is open. */
class CalendarIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final FakeTencent TENCENT = new FakeTencent();

    @TempDir
    private static Path calendars;

    private static ArgusServer server;

    @BeforeAll
    static void start() throws Exception {
        for (var market : new String[] {"cn", "hk", "us"}) {
            Files.writeString(calendars.resolve(market + ".json"), closedAllWeek());
        }
        TENCENT.has(
                        "sh600001",
                        RowText.chinese("600001", "测试股份").set(3, "10.00").text())
                .has("hk09999", RowText.hongKong("09999", "网易-S", "NTES-S").text())
                .has("usBRK.B", RowText.american("BRK.B.N", "伯克希尔", "Berkshire").text());
        server = ArgusServer.with()
                .yaml(
                        """
                        argus:
                          calendar:
                            directory: %s
                          datasource:
                            source-type: tencent
                            update-interval: 100ms
                            tencent-url: %s
                        """
                                .formatted(calendars, TENCENT.address()))
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) server.close();
        TENCENT.close();
    }

    /** A table in which two weeks around today are holidays, and the years around them are known. */
    private static String closedAllWeek() {
        var today = LocalDate.now(ZoneOffset.UTC);
        var holidays = IntStream.rangeClosed(-7, 7)
                .mapToObj(day -> "\"" + today.plusDays(day) + "\"")
                .collect(Collectors.joining(","));
        return """
                {"zone": "UTC", "sessions": [["09:30", "16:00", "regular"]],
                 "holidays": ["%s", %s, "%s"]}"""
                .formatted(today.minusYears(1), holidays, today.plusYears(1));
    }

    private static JsonObject await(TestClient client, String type, String symbol) throws InterruptedException {
        return client.await(
                        message -> type.equals(message.getString("type"))
                                && message.containsKey("data")
                                && symbol.equals(message.getJsonObject("data").getString("symbol", "")),
                        LIMIT)
                .getJsonObject("data");
    }

    private static void subscribe(TestClient client, String symbol) {
        client.send("{\"type\":\"subscribe\",\"symbols\":[\"" + symbol + "\"],\"data_type\":\"quote\"}");
    }

    private static long asked(String code) {
        return TENCENT.asked().stream().filter(codes -> codes.contains(code)).count();
    }

    @Test
    void aClosedMarketIsAskedOnceForItsLastValueAndSaidToBeClosed() throws Exception {
        try (var client = TestClient.open(server.socket("/"))) {
            subscribe(client, "sh600001");
            var market = await(client, "subscription_response", "600001.SH").getJsonObject("market");
            assertThat(market.getString("phase")).isEqualTo("closed");
            assertThat(market.getString("next_open")).endsWith("T09:30:00Z");
            assertThat(await(client, "market_data", "600001.SH")
                            .getJsonNumber("last_price")
                            .bigDecimalValue())
                    .isEqualByComparingTo("10");
            long before = asked("sh600001");

            // values of others prove that the source has polled meanwhile
            subscribe(client, "9999.HK");
            await(client, "market_data", "9999.HK");
            subscribe(client, "BRK.B.US");
            await(client, "market_data", "BRK.B.US");
            assertThat(asked("sh600001")).isEqualTo(before);

            var quote = Json.createReader(new StringReader(
                            server.get("/api/v1/quotes?symbols=600001.SH").body()))
                    .readObject()
                    .getJsonArray("quotes")
                    .getJsonObject(0);
            assertThat(quote.getJsonObject("market").getString("phase")).isEqualTo("closed");
            assertThat(quote.getJsonObject("data").getJsonNumber("last_price").bigDecimalValue())
                    .isEqualByComparingTo("10");
        }
    }
}

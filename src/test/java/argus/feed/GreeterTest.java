package argus.feed;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.DataType;
import argus.session.Disconnect;
import argus.session.Subscription;
import argus.session.Transport;
import argus.topic.Delivery;
import argus.topic.SubscribeOptions;
import argus.topic.Topic;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GreeterTest {
    private final SmallHouse house = new SmallHouse(false);
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    @BeforeEach
    void start() {
        house.sessions.start(house.pipeline);
        house.say(house.quote(SmallHouse.BANK, "11.37"));
    }

    @AfterEach
    void stop() {
        house.sessions.stop();
        house.close();
    }

    @Test
    void aClosedMarketIsSaidToBeSoAndStillHasItsLastValue() throws Exception {
        house.timers.jump(Duration.ofHours(3)); // 12:30 in Shenzhen

        subscribe();

        assertThat(next())
                .contains(
                        "\"message\":\"Subscribed to quote:000001.SZ; its market is closed\"",
                        "\"market\":{\"phase\":\"break\",\"next_open\":\"2026-01-05T05:00:00Z\"}");
        assertThat(next()).contains("\"snapshot\":true", "11.37");
    }

    @Test
    void aFreshValueFollowsAPlainAnswer() throws Exception {
        house.timers.jump(Duration.ofMinutes(5));

        subscribe();

        assertThat(next())
                .contains(
                        "\"message\":\"Subscribed to quote:000001.SZ\"",
                        "\"seq\":1,\"market\":{\"phase\":\"regular\"}");
        assertThat(next()).contains("\"snapshot\":true", "11.37");
    }

    @Test
    void aValueOlderThanTheTtlIsGivenAllTheSameAndSaidToBeStale() throws Exception {
        house.timers.jump(Duration.ofMinutes(5).plusMillis(1));

        subscribe();

        assertThat(next()).contains("Subscribed to quote:000001.SZ; the last value is stale: older than 300000 ms");
        assertThat(next()).contains("\"snapshot\":true", "11.37");
    }

    private void subscribe() {
        var session = house.sessions.open(new Recorder());
        house.pipeline.subscribe(List.of(new Subscription(
                "s-1",
                session,
                Topic.of(DataType.QUOTE, SmallHouse.BANK),
                new SubscribeOptions(Delivery.CONFLATED, Duration.ZERO, 1),
                null,
                "c-1",
                house.clock.instant())));
    }

    private String next() throws InterruptedException {
        return Objects.requireNonNull(received.poll(10, TimeUnit.SECONDS), "nothing came");
    }

    private final class Recorder implements Transport {
        @Override
        public boolean blocking() {
            return true;
        }

        @Override
        public boolean send(String text, boolean last, Completion completion) {
            return received.add(text);
        }

        @Override
        public boolean send(ByteBuffer bytes, boolean last, Completion completion) {
            throw new UnsupportedOperationException(); // text alone is sent
        }

        @Override
        public void ping(ByteBuffer payload) {}

        @Override
        public void close(Disconnect reason) {}
    }
}

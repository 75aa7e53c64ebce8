package argus.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TickerTest {
    private final ScheduledExecutorService ticker = Ticker.start(Thread::new);

    @AfterEach
    void stop() {
        ticker.shutdownNow();
    }

    @Test
    void twoSourcesThatWaitDoNotHoldTheLooks() throws Exception {
        var room = new CountDownLatch(1);
        var first = ticker.submit(() -> awaited(room));
        var second = ticker.submit(() -> awaited(room));

        var look = ticker.schedule(() -> Thread.currentThread().getName(), 1, TimeUnit.MILLISECONDS);

        assertThat(look.get(30, TimeUnit.SECONDS)).startsWith("argus-ticker-");
        room.countDown();
        assertThat(first.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(second.get(30, TimeUnit.SECONDS)).isTrue();
    }

    private static boolean awaited(CountDownLatch latch) throws InterruptedException {
        return latch.await(30, TimeUnit.SECONDS);
    }
}

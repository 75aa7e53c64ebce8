package argus.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TickerTest {
    private final List<Thread> made = Collections.synchronizedList(new ArrayList<>());
    private final Function<String, ScheduledExecutorService> tickers = Ticker.on(task -> {
        var thread = new Thread(task);
        made.add(thread);
        return thread;
    });

    @Test
    void oneThatWaitsDoesNotHoldTheOthers() throws Exception {
        var room = new CountDownLatch(1);
        var waiting = tickers.apply("source").submit(() -> room.await(30, TimeUnit.SECONDS));

        var look = tickers.apply("house").schedule(() -> Thread.currentThread().getName(), 1, TimeUnit.MILLISECONDS);

        assertThat(look.get(30, TimeUnit.SECONDS)).isEqualTo("argus-ticker-house");
        room.countDown();
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void itsThreadEndsWhenNothingIsPlannedAnyMore() throws Exception {
        var ticker = tickers.apply("source");
        var ticked = new CountDownLatch(3);
        var timer = ticker.scheduleAtFixedRate(ticked::countDown, 1, 1, TimeUnit.MILLISECONDS);
        assertThat(ticked.await(30, TimeUnit.SECONDS)).isTrue();

        timer.cancel(false);

        assertThat(made).hasSize(1);
        made.get(0).join(30_000);
        assertThat(made.get(0).isAlive()).isFalse();
        assertThat(ticker.submit(() -> "again").get(30, TimeUnit.SECONDS)).isEqualTo("again");
    }
}

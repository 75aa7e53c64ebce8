package argus.session;

import static argus.model.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import argus.TestClock;
import argus.metrics.ServiceMetrics;
import argus.model.DataType;
import argus.model.Events;
import argus.outbox.Frame;
import argus.outbox.Image;
import argus.outbox.Lane;
import argus.outbox.OutboxMeter;
import argus.protocol.MessageWriter;
import argus.topic.Delivery;
import argus.topic.Topic;
import argus.topic.Update;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Flushers on threads of their own. */
@Timeout(60)
class FlusherTest {
    private final ServiceMetrics metrics = new ServiceMetrics();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final Clock clock = Clock.systemUTC();
    private final Sessions sessions = new Sessions(
            () -> new SessionSettings(
                    1_000_000, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(20)),
            new OutboxMeter(10_000_000),
            metrics,
            new MessageWriter(clock),
            clock,
            task -> {
                var thread = new Thread(task);
                thread.setDaemon(true);
                threads.add(thread);
                return thread;
            },
            1,
            Runnable::run);

    /** Takes what it is sent, and stops in a send when it is told to. */
    private static class Valve implements Transport {
        final LinkedBlockingQueue<String> sent = new LinkedBlockingQueue<>();
        volatile CountDownLatch shut = new CountDownLatch(0);

        @Override
        public boolean blocking() {
            return true;
        }

        @Override
        public boolean send(String text, boolean last, Completion completion) {
            boolean interrupted = false;
            while (true) {
                try {
                    shut.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            sent.add(text);
            return true;
        }

        @Override
        public boolean send(ByteBuffer bytes, boolean last, Completion completion) {
            throw new UnsupportedOperationException(); // text alone is sent
        }

        @Override
        public void ping(ByteBuffer payload) {}

        @Override
        public void close(Disconnect reason) {}

        String next() throws InterruptedException {
            var text = sent.poll(30, TimeUnit.SECONDS);
            assertThat(text).isNotNull();
            return text;
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        sessions.stop();
        for (var thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void writesWheneverThereIsSomethingToWrite() throws InterruptedException {
        assertThat(sessions.flushing()).isFalse();
        sessions.start(SubscriptionPort.NONE);
        assertThat(sessions.flushing()).isTrue();
        var valve = new Valve();
        var session = sessions.open(valve);
        for (int i = 0; i < 500; i++) {
            session.send("message " + i);
            assertThat(valve.next()).isEqualTo("message " + i);
        }
        assertThat(threads.stream().map(Thread::getName)).containsExactly("argus-flusher-0");
    }

    @Test
    void parkedFlusherWakesForATimer() throws InterruptedException {
        sessions.start(SubscriptionPort.NONE);
        var valve = new Valve();
        var session = sessions.open(valve);
        var lane = new Lane(Topic.of(DataType.QUOTE, Events.BITCOIN), Delivery.CONFLATED, 200);
        session.outbox().start(lane, "answer", null, 0);
        session.wake();
        valve.next();
        var update = new Update(lane.topic(), 1, 0, Events.quote(Events.BITCOIN, NOON, "1"));
        var frame = new Frame(update, u -> (link, patch) -> new Image("held", 0, 0), 0);
        session.outbox().offer(lane, frame, clock.millis());
        session.wake();
        assertThat(valve.next()).isEqualTo("held");
    }

    @Test
    void heldFlusherIsReplacedAndGivesItsSessionBack() throws InterruptedException {
        sessions.start(SubscriptionPort.NONE);
        var held = new Valve();
        held.shut = new CountDownLatch(1);
        var free = new Valve();
        var stuck = sessions.open(held);
        var other = sessions.open(free);
        stuck.send("1");
        while (metrics.heldFlushers().sum() == 0) {
            sessions.watch();
            Thread.onSpinWait();
        }
        other.send("a");
        assertThat(free.next()).isEqualTo("a");
        stuck.send("2");
        other.send("b");
        assertThat(free.next()).isEqualTo("b");
        assertThat(held.sent).isEmpty();
        held.shut.countDown();
        assertThat(held.next()).isEqualTo("1");
        assertThat(held.next()).isEqualTo("2");
        threads.get(0).join(TimeUnit.SECONDS.toMillis(30));
        assertThat(threads.get(0).isAlive())
                .as("the held thread ends when it is let go")
                .isFalse();
        assertThat(metrics.heldFlushers().sum()).isEqualTo(1);
        stuck.send("3");
        assertThat(held.next()).isEqualTo("3");
    }

    @Test
    void idleFlusherIsNotHeld() throws InterruptedException {
        sessions.start(SubscriptionPort.NONE);
        var transport = new FakeTransport(FakeTransport.Way.BLOCKING, new TestClock(NOON));
        var session = sessions.open(transport);
        transport.breakDown();
        session.send("fails");
        while (session.ended() == null || threads.get(0).getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
        while (System.nanoTime() < until) {
            sessions.watch();
        }
        assertThat(metrics.heldFlushers().sum()).isZero();
    }

    /** The container's lock, whose owner waits for a processor on a machine that has too much to do. */
    @Test
    void lockHoldsAFlusherOnlyAfterASecond() throws InterruptedException {
        sessions.start(SubscriptionPort.NONE);
        var lock = new Object();
        var locked = new Valve() {
            @Override
            public boolean send(String text, boolean last, Completion completion) {
                synchronized (lock) {
                    return super.send(text, last, completion);
                }
            }
        };
        var session = sessions.open(locked);
        synchronized (lock) {
            session.send("1");
            while (threads.get(0).getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            long began = System.nanoTime();
            while (metrics.heldFlushers().sum() == 0) {
                sessions.watch();
            }
            assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(900));
        }
        assertThat(locked.next()).isEqualTo("1");
    }

    @Test
    void closesRunAFewAtOnceAndNoneIsLost() throws InterruptedException {
        var workers = new CopyOnWriteArrayList<Thread>();
        var few = new FewAtOnce(2, task -> {
            var thread = new Thread(task);
            workers.add(thread);
            return thread;
        });
        var gate = new CountDownLatch(1);
        var running = new CountDownLatch(2);
        var done = new LinkedBlockingQueue<Integer>();
        for (int i = 0; i < 10; i++) {
            int number = i;
            few.execute(() -> {
                running.countDown();
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                done.add(number);
                if (number % 3 == 0) {
                    throw new IllegalStateException("a bug");
                }
            });
        }
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(workers).hasSize(2);
        gate.countDown();
        var finished = new ArrayList<Integer>();
        for (int i = 0; i < 10; i++) {
            finished.add(done.poll(30, TimeUnit.SECONDS));
        }
        assertThat(finished).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        for (var worker : workers) {
            worker.join(TimeUnit.SECONDS.toMillis(30));
            assertThat(worker.isAlive()).isFalse();
        }
    }
}

package argus.endpoint;

import static argus.model.Events.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import argus.TestClock;
import argus.metrics.ServiceMetrics;
import argus.outbox.OutboxMeter;
import argus.protocol.MessageWriter;
import argus.session.ClientSession;
import argus.session.Disconnect;
import argus.session.FakeTransport;
import argus.session.FakeTransport.Way;
import argus.session.SessionSettings;
import argus.session.Sessions;
import argus.session.SteppedSessions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LinkWatchTest {
    private static final int MIB = 128; // buffers

    private final TestClock clock = new TestClock(NOON);
    private final LinkWatch watch = new LinkWatch(clock);
    private final Sessions sessions = new Sessions(
            () -> new SessionSettings(100_000, Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(20)),
            new OutboxMeter(1_000_000),
            new ServiceMetrics(),
            new MessageWriter(clock),
            clock,
            SteppedSessions.NO_THREADS,
            1,
            Runnable::run);

    private ClientSession session(FakeLink wire) {
        var session = sessions.open(new FakeTransport(Way.AT_ONCE, clock));
        watch.add(session, wire);
        return session;
    }

    private void after(Duration time) {
        clock.advance(time);
        watch.look();
    }

    @Test
    void whoeverKeepsToTheLimitStays() {
        var wire = new FakeLink();
        var session = session(wire);
        wire.buffers = 64 * MIB;

        watch.look();

        assertThat(session.ended()).isNull();
    }

    @Test
    void messageThatNeverEndsIsEndedAndThenCut() {
        var wire = new FakeLink();
        var session = session(wire);
        wire.buffers = 64 * MIB + 1;

        watch.look();
        assertThat(session.ended()).isEqualTo(Disconnect.TOO_LARGE);
        watch.look();
        after(Duration.ofMillis(999));
        assertThat(wire.cut).isFalse();
        after(Duration.ofMillis(1));
        assertThat(wire.cut).isTrue();
        assertThat(watch.size()).isZero();
    }

    @Test
    void ofManyUnfinishedMessagesTheLargestIsEnded() {
        var wires = new FakeLink[3];
        var guests = new ClientSession[3];
        for (int i = 0; i < 3; i++) {
            wires[i] = new FakeLink();
            guests[i] = session(wires[i]);
            wires[i].buffers = 40 * MIB + i;
        }
        wires[1].buffers += 10 * MIB;

        watch.look();

        assertThat(guests[0].ended()).isNull();
        assertThat(guests[1].ended()).isEqualTo(Disconnect.TOO_LARGE);
        assertThat(guests[2].ended()).isNull();
        watch.look();
        assertThat(guests[2].ended()).as("the others are within the limit").isNull();
    }

    @Test
    void connectionThatIsStillThereLongAfterItsSessionIsCut() {
        var wire = new FakeLink();
        session(wire).end(Disconnect.RATE_LIMIT);

        watch.look();
        after(Duration.ofSeconds(39));
        assertThat(wire.cut).isFalse();
        after(Duration.ofSeconds(1));

        assertThat(wire.cut).isTrue();
    }

    @Test
    void connectionThatIsClosedIsForgotten() {
        var wire = new FakeLink();
        session(wire).end(Disconnect.LEFT);
        wire.open = false;

        watch.look();
        after(Duration.ofMinutes(1));

        assertThat(wire.cut).isFalse();
        assertThat(watch.size()).isZero();
    }
}

package argus.boot;

import argus.session.Disconnect;
import argus.session.Drain;
import argus.session.Sessions;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends the node in good order: clients are told when to come back, their connections are closed with 1012, then the
 * process exits with 0. The containers alone would drop the sockets. Thread-safe.
 */
final class Shutdown implements Drain {
    private static final Logger LOG = System.getLogger(Shutdown.class.getName());
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Sessions sessions;
    private final Duration closeTimeout;
    private final Duration reconnectWindow;
    private final ScheduledExecutorService timers;
    private final Runnable exit;
    private final AtomicBoolean begun = new AtomicBoolean();

    /**
     * @param closeTimeout by when all connections are closed
     * @param reconnectWindow over which clients are told to come back
     * @param exit ends the process
     */
    Shutdown(
            Sessions sessions,
            Duration closeTimeout,
            Duration reconnectWindow,
            ScheduledExecutorService timers,
            Runnable exit) {
        this.sessions = sessions;
        this.closeTimeout = closeTimeout;
        this.reconnectWindow = reconnectWindow;
        this.timers = timers;
        this.exit = exit;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the process ends with it
    public void begin() {
        if (begun.compareAndSet(false, true)) {
            // the first fifth of the time is for the messages, the rest for the close handshakes
            var closesIn = closeTimeout.dividedBy(5);
            LOG.log(Level.INFO, "draining {0} connections, closing in {1} ms", sessions.count(), closesIn.toMillis());
            sessions.drain(closesIn, reconnectWindow);
            timers.schedule(() -> sessions.endAll(Disconnect.RESTART), closesIn.toMillis(), TimeUnit.MILLISECONDS);
            awaitLater(closeTimeout); // whoever asked over REST is still to be answered
        }
    }

    private void awaitClosed(Duration left) {
        boolean over = left.isNegative() || left.isZero();
        if (over || (sessions.count() == 0 && sessions.closing() == 0)) {
            LOG.log(Level.INFO, "drained, {0} connections could not be closed in time", sessions.closing());
            exit.run();
        } else {
            awaitLater(left);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the process ends with it
    private void awaitLater(Duration left) {
        timers.schedule(() -> awaitClosed(left.minus(LOOK)), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }
}

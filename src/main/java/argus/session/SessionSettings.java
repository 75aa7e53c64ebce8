package argus.session;

import java.time.Duration;

/**
 * Limits of every session.
 *
 * @param outboxBudget bytes that may wait for one client
 * @param sendTimeout how long a client may take nothing
 * @param pingInterval between two pings to an idle client
 * @param pingTimeout how long a ping may have no answer
 */
public record SessionSettings(long outboxBudget, Duration sendTimeout, Duration pingInterval, Duration pingTimeout) {}

package argus.feed;

import java.time.Instant;

/**
 * Who this process is.
 *
 * @param name tells it from other nodes
 * @param version of the software
 */
public record Node(String name, String version, Instant startedAt) {}

package argus.source;

import java.time.Duration;

/**
 * How long sources are waited for.
 *
 * @param staleAfter a source that is silent for longer, while a market it is wanted for is at work, is stale
 * @param failbackAfter for so long a source has to deliver before it takes back symbols that it lost
 */
public record Patience(Duration staleAfter, Duration failbackAfter) {}

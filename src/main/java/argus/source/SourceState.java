package argus.source;

/** What can be expected of a source at the moment. */
public enum SourceState {
    /** Started, not yet proven to work. */
    CONNECTING,
    /** Delivers, or was probed and would. */
    UP,
    /** Connected, but silent for longer than it should be. */
    STALE,
    /** Does not deliver; it is tried again. */
    DOWN,
    /** Closed for good. */
    STOPPED
}

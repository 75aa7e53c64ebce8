package argus.endpoint;

/** What a container keeps for one connection and does not show. Thread-safe; a figure may be a moment old. */
interface Link {

    /** Whether the container still has the connection. */
    boolean open();

    /** Buffers, of 8 KiB each, that hold parts of one message which is not complete. */
    int buffers();

    /** Takes back the mark of a write, where one has failed and the container would hold that it goes on. */
    void release();

    /** Ends the connection without a word. */
    void cut();
}

package argus.session;

/** Ends the node in good order. */
public interface Drain {

    /**
     * Begins: no new client is taken in, those that are here are told when to come back and are then closed, and the
     * process ends. Returns at once; a second call does nothing.
     */
    void begin();
}

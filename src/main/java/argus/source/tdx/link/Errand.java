package argus.source.tdx.link;

import argus.source.DecodeException;
import argus.source.tdx.wire.LoginDecoder.Greeting;
import argus.source.tdx.wire.Request;
import java.util.Optional;

/** One question, and what becomes of its answer. */
public interface Errand {

    /** What to ask this server; empty where it is known to have no answer. */
    Optional<Request> request(TdxServer server);

    /**
     * Takes the answer. May wait while the feed is behind.
     *
     * @param greeting of the server that gave it
     * @throws DecodeException if it cannot be read: it is not asked again
     */
    void answered(TdxServer server, Greeting greeting, Request request, byte[] body);

    /** Says that there is no answer and that nobody will ask again. */
    default void dropped() {}
}

package argus.source.qmt.link;

import argus.source.Failures;
import java.net.ConnectException;

/** Why a bridge did not answer. Stateless. */
public final class BridgeFailures {
    private BridgeFailures() {}

    /** What went wrong, in one line for people. */
    public static String words(Throwable failure) {
        // of which the client of Java says nothing more
        return Failures.cause(failure) instanceof ConnectException
                ? "nobody answers at the address of the bridge"
                : Failures.words(failure);
    }
}

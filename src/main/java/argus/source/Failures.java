package argus.source;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Why something that was begun did not come to its end. Stateless. */
public final class Failures {
    private Failures() {}

    /** What went wrong, without the wrapping of stages. */
    public static Throwable cause(Throwable failure) {
        var cause = failure.getCause();
        boolean wraps = failure instanceof CompletionException || failure instanceof ExecutionException;
        return wraps && cause != null ? cause(cause) : failure;
    }

    /** The same in one line for people. */
    public static String words(Throwable failure) {
        var cause = cause(failure);
        var message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}

package argus.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what goes over one connection to the published contract: every message of the server, and every request, unless
 * the server says itself that it is none. Thread-safe.
 */
public final class Referee {
    /** The errors that a request has which the schemas do not allow. */
    private static final Set<Integer> OF_THE_REQUEST = Set.of(4000, 4003, 4006, 4042, 4130);

    private static final int READABLE = 2000;

    private final Deque<String> unanswered = new ArrayDeque<>();
    private boolean fieldsWereAsked;
    private @Nullable AssertionError breach;

    /** Takes note of a request. One that is against the contract has to be answered with an error. */
    public synchronized void sent(String request) {
        fieldsWereAsked |= request.contains("\"fields\"");
        var faults = Contract.faultsOfClient(request);
        if (!faults.isEmpty()) {
            unanswered.add(against("the server took a request that", faults, request));
        }
    }

    /**
     * Takes note of a request that is meant to be right.
     *
     * @throws AssertionError if it is against the contract
     */
    public synchronized void sentInGoodFaith(String request) {
        fieldsWereAsked |= request.contains("\"fields\"");
        var faults = Contract.faultsOfClient(request);
        if (!faults.isEmpty()) throw breach(new AssertionError(against("the request", faults, request)));
    }

    /**
     * Takes note of a message of the server.
     *
     * @throws AssertionError if it is against the contract
     */
    public synchronized void received(String message) {
        var faults = fieldsWereAsked ? Contract.faultsOfServer(message) : Contract.faultsOfCompleteServer(message);
        if (!faults.isEmpty()) {
            throw breach(new AssertionError(against("the server's message", faults, message)));
        }
        if (!unanswered.isEmpty() && message.contains("\"error\"")) {
            var root = Contract.read(message);
            for (var part : root.has("items") ? root.path("items") : List.of(root)) {
                if (part.path("type").asString().equals("error")
                        && OF_THE_REQUEST.contains(
                                part.path("data").path("code").asInt())) {
                    unanswered.poll();
                    notifyAll();
                }
            }
        }
    }

    /** Fails if anything was against the contract. */
    public synchronized void check() {
        if (breach != null) throw new AssertionError(breach.getMessage(), breach);
    }

    /**
     * Waits until every request that is against the contract is answered with an error.
     *
     * @throws AssertionError if one is not in time, or anything was against the contract
     */
    public synchronized void settle(long millis) throws InterruptedException {
        var deadline = System.nanoTime() + millis * 1_000_000;
        while (!unanswered.isEmpty()) {
            var left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) throw breach(new AssertionError(unanswered.peek()));
            wait(left);
        }
        check();
    }

    private AssertionError breach(AssertionError first) {
        if (breach == null) breach = first;
        return first;
    }

    private static String against(String what, List<String> faults, String message) {
        var shown = message.length() <= READABLE ? message : message.substring(0, READABLE) + "…";
        return what + " is against the contract: " + faults + "\n" + shown;
    }
}

package argus.session;

import argus.model.DataType;
import argus.protocol.Echo;
import argus.protocol.ErrorCode;
import argus.protocol.SubscriptionAnswer;
import argus.protocol.request.ClientMessage.Reconfigure;
import argus.protocol.request.ClientMessage.Unsubscribe;
import argus.session.SubscriptionPort.Change;
import argus.session.Targets.Missing;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Ends and changes running subscriptions. Thread-safe; the messages of one session come one at a time. */
final class ChangeRequests {
    private final SubscriptionPort port;
    private final Targets targets;
    private final Replies replies;

    ChangeRequests(SubscriptionPort port, Targets targets, Replies replies) {
        this.port = port;
        this.targets = targets;
        this.replies = replies;
    }

    /** Ends what is found, and says of the rest that it is not there. */
    void carryOut(ClientSession session, Unsubscribe request) {
        var meant = targets.find(session, request.target());
        meant.missing().forEach(missing -> refuse(session, request, missing));
        end(session, request.id(), meant.found());
    }

    /** Ends what the client has not asked to end. */
    void end(ClientSession session, List<Subscription> ended) {
        end(session, null, ended);
    }

    private void end(ClientSession session, @Nullable Echo id, List<Subscription> ended) {
        ended.forEach(session::remove);
        port.unsubscribe(
                ended, last -> replies.send(session, new SubscriptionAnswer.Unsubscribed(id, last.id(), last.topic())));
    }

    /**
     * Changes everything that is meant, or nothing.
     *
     * @throws argus.protocol.ProtocolException if what is asked does not fit the topics
     */
    void carryOut(ClientSession session, Reconfigure request) {
        var meant = targets.find(session, request.target());
        if (!meant.missing().isEmpty()) {
            refuse(session, request, meant.missing().get(0));
            return;
        }
        var changes = changes(meant.found(), request);
        changes.forEach(change -> change.subscription().plan(change.options(), change.paused()));
        var first = meant.found().get(0);
        port.reconfigure(
                changes,
                () -> replies.send(
                        session,
                        new SubscriptionAnswer.Reconfigured(
                                request.id(),
                                request.target().set(),
                                changes.size(),
                                first.options(),
                                first.paused())));
    }

    private static List<Change> changes(List<Subscription> subscriptions, Reconfigure request) {
        var revision = request.revision();
        var types = subscriptions.stream()
                .map(subscription -> subscription.topic().type())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(DataType.class)));
        var changes = new ArrayList<Change>();
        for (var subscription : subscriptions) {
            var now = subscription.planned();
            changes.add(new Change(
                    subscription,
                    revision.applied(now.options(), subscription.topic().type(), types),
                    revision.paused(now.paused())));
        }
        return changes;
    }

    private void refuse(ClientSession session, Unsubscribe request, Missing missing) {
        var selections = request.target().selections();
        var type = selections.size() == 1 ? selections.get(0).type() : null;
        replies.refuse(
                session,
                ErrorCode.UNKNOWN_SUBSCRIPTION,
                new SubscriptionAnswer.UnsubscribeRefused(
                        request.id(),
                        missing.set(),
                        missing.id(),
                        missing.symbol(),
                        type,
                        ErrorCode.UNKNOWN_SUBSCRIPTION,
                        ErrorCode.UNKNOWN_SUBSCRIPTION.text()));
    }

    private void refuse(ClientSession session, Reconfigure request, Missing missing) {
        replies.refuse(
                session,
                ErrorCode.UNKNOWN_SUBSCRIPTION,
                new SubscriptionAnswer.ReconfigureRefused(
                        request.id(),
                        request.target().set(),
                        missing.id(),
                        missing.symbol(),
                        ErrorCode.UNKNOWN_SUBSCRIPTION,
                        ErrorCode.UNKNOWN_SUBSCRIPTION.text()));
    }
}

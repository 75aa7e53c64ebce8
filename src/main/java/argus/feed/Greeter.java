package argus.feed;

import argus.market.LastValueCache;
import argus.market.SymbolMarket;
import argus.model.MarketEvent;
import argus.outbox.Frame;
import argus.protocol.ImageWriter;
import argus.protocol.MessageWriter;
import argus.protocol.SubscriptionAnswer;
import argus.session.Subscription;
import argus.topic.Update;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes what a new subscription gets first: the answer and the snapshot. Stateless; shards call it. */
final class Greeter {
    private final Publisher publisher;
    private final MessageWriter writer;
    private final ImageWriter images;
    private final LastValueCache cache;
    private final Duration ttl;
    private final Clock clock;

    Greeter(FeedContext context, Publisher publisher) {
        this.publisher = publisher;
        this.writer = context.writer();
        this.images = context.images();
        this.cache = context.cache();
        this.ttl = context.ttl();
        this.clock = context.clock();
    }

    void greet(Subscription subscription, SymbolMarket market) {
        var options = subscription.options();
        var latest = present(subscription);
        // a value that is forgotten, or not owed, leaves the numbers where they are
        long seq = latest != null ? latest.seq() : cache.sequence(subscription.topic());
        var answer = writer.write(new SubscriptionAnswer.Subscribed(
                subscription.requestId(),
                subscription.id(),
                subscription.set(),
                subscription.topic(),
                subscription.options(),
                message(subscription, latest),
                subscription.clientId(),
                subscription.createdAt(),
                cache.epoch(),
                seq,
                null));
        if (!options.snapshot()) {
            subscription.start(answer, null, seq);
        } else if (latest == null) {
            subscription.start(answer, null, Frame.NONE);
        } else if (options.snapshotRows() == 1) {
            subscription.start(answer, publisher.frame(latest), seq);
        } else {
            subscription.start(answer, null, seq);
            subscription
                    .session()
                    .send(images.snapshotRows(latest, rows(subscription, market, latest), options.shape()));
        }
    }

    /** The present value if there is one and it is owed. */
    private @Nullable Update present(Subscription subscription) {
        var where = subscription.options().where();
        return cache.latest(subscription.topic())
                .filter(latest -> where == null || where.passes(latest.value(), null))
                .orElse(null);
    }

    /** An old value is given all the same, and said to be old. */
    private String message(Subscription subscription, @Nullable Update latest) {
        var message = "Subscribed to " + subscription.topic().text();
        boolean stale = latest != null && clock.millis() - latest.ts() > ttl.toMillis();
        return stale ? message + "; the last value is stale: older than " + ttl.toMillis() + " ms" : message;
    }

    private static List<? extends MarketEvent> rows(Subscription subscription, SymbolMarket market, Update latest) {
        int limit = subscription.options().snapshotRows();
        return switch (subscription.topic().type()) {
            case TRADE -> market.trades(limit);
            case TICK -> market.ticks(limit);
            case KLINE -> market.bars(
                    Objects.requireNonNull(subscription.topic().period()), limit);
            default -> List.of(latest.value());
        };
    }
}

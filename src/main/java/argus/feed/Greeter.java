package argus.feed;

import argus.market.LastValueCache;
import argus.market.SymbolMarket;
import argus.metrics.ServiceMetrics;
import argus.model.MarketEvent;
import argus.outbox.Frame;
import argus.protocol.ImageWriter;
import argus.protocol.MessageWriter;
import argus.protocol.Resumption;
import argus.protocol.SubscriptionAnswer;
import argus.session.Subscription;
import argus.source.MarketHours;
import argus.topic.Filter;
import argus.topic.Update;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Starts subscriptions: each gets its answer and what it begins with. Belongs to the shard's thread. */
final class Greeter {
    private final Publisher publisher;
    private final Resumer resumer;
    private final ServiceMetrics metrics;
    private final MessageWriter writer;
    private final ImageWriter images;
    private final LastValueCache cache;
    private final Duration ttl;
    private final MarketHours hours;
    private final Clock clock;

    Greeter(FeedContext context, Publisher publisher, Resumer resumer) {
        this.publisher = publisher;
        this.resumer = resumer;
        this.metrics = context.metrics();
        this.writer = context.writer();
        this.images = context.images();
        this.cache = context.cache();
        this.ttl = context.ttl();
        this.hours = context.hours();
        this.clock = context.clock();
    }

    /** Starts a subscription that has joined its topic. */
    void greet(Subscription subscription, SymbolMarket market) {
        var point = subscription.resumeFrom();
        if (point == null) {
            fromPresent(subscription, market, null);
        } else if (!point.epoch().equals(cache.epoch()) || point.seq() > cache.sequence(subscription.topic())) {
            fromPresent(subscription, market, new Resumption.EpochChanged());
        } else if (!resumer.resume(subscription, point.seq(), (seq, resumed) -> {
            count(resumed);
            subscription.start(answer(subscription, null, seq, resumed), null, seq);
        })) {
            fromPresent(subscription, market, new Resumption.BySnapshot());
        }
    }

    /** @param resumed what the present value stands for where the client wanted to go on; it then comes whether asked for or not */
    private void fromPresent(Subscription subscription, SymbolMarket market, @Nullable Resumption resumed) {
        int rows = Math.max(resumed == null ? 0 : 1, subscription.options().snapshotRows());
        var latest = present(subscription);
        // a value that is forgotten, or not owed, leaves the numbers where they are
        long seq = latest != null ? latest.seq() : cache.sequence(subscription.topic());
        var answer = answer(subscription, latest, seq, resumed);
        if (resumed != null) {
            count(resumed);
        }
        if (rows == 0) {
            subscription.start(answer, null, seq);
        } else if (latest == null) {
            subscription.start(answer, null, Frame.NONE);
        } else if (rows == 1) {
            subscription.start(answer, publisher.present(latest), seq);
        } else {
            var snapshot = images.snapshotRows(
                    latest,
                    rows(subscription, market, latest),
                    subscription.options().shape());
            subscription.start(answer, snapshot, latest);
        }
    }

    private String answer(Subscription subscription, @Nullable Update latest, long seq, @Nullable Resumption resumed) {
        return writer.write(new SubscriptionAnswer.Subscribed(
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
                MarketNews.state(hours, subscription.topic().symbol()),
                resumed));
    }

    private void count(Resumption resumed) {
        ServiceMetrics.count(metrics.resumes(), outcome(resumed));
    }

    private static String outcome(Resumption resumed) {
        if (resumed instanceof Resumption.Replayed) {
            return "replayed";
        }
        return resumed instanceof Resumption.Lost
                ? "lost"
                : resumed instanceof Resumption.EpochChanged ? "epoch_changed" : "snapshot";
    }

    /** The present value if there is one and it is owed. */
    private @Nullable Update present(Subscription subscription) {
        var where = subscription.options().where();
        return cache.latest(subscription.topic())
                .filter(latest -> where == null || where.passes(latest.value(), null))
                .orElse(null);
    }

    /** An old value is given all the same, and said to be old unless its market is closed. */
    private String message(Subscription subscription, @Nullable Update latest) {
        var message = "Subscribed to " + subscription.topic().text();
        if (!hours.isOpen(subscription.topic().symbol())) {
            return message + "; its market is closed";
        }
        boolean stale = latest != null && clock.millis() - latest.ts() > ttl.toMillis();
        return stale ? message + "; the last value is stale: older than " + ttl.toMillis() + " ms" : message;
    }

    private static List<? extends MarketEvent> rows(Subscription subscription, SymbolMarket market, Update latest) {
        int limit = subscription.options().snapshotRows();
        var rows =
                switch (subscription.topic().type()) {
                    case TRADE -> market.trades(limit);
                    case TICK -> market.ticks(limit);
                    case KLINE -> market.bars(
                            Objects.requireNonNull(subscription.topic().period()), limit);
                    default -> List.of(latest.value());
                };
        var where = subscription.options().where();
        return where == null ? rows : passing(rows, where);
    }

    private static List<MarketEvent> passing(List<? extends MarketEvent> rows, Filter where) {
        var passing = new ArrayList<MarketEvent>();
        @Nullable MarketEvent before = null;
        for (var row : rows) {
            if (where.passes(row, before)) {
                passing.add(row);
            }
            before = row;
        }
        return passing;
    }
}

package argus.rest;

import argus.config.LiveConfig;
import argus.feed.DemandLease;
import argus.feed.MarketPipeline;
import argus.feed.Readiness;
import argus.feed.ServiceFigures;
import argus.normalise.Quality;
import argus.normalise.SymbolDirectory;
import argus.protocol.ImageWriter;
import argus.rest.answer.FirstValue;
import argus.rest.answer.ListAnswers;
import argus.rest.answer.MarketAnswers;
import argus.rest.answer.NodeAnswers;
import argus.rest.answer.QualityAnswers;
import argus.rest.answer.SymbolAnswers;
import argus.session.SymbolResolver;
import argus.source.MarketHours;
import argus.source.SourceSupervisor;
import argus.watchlist.WatchLists;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes the plain objects of this room. */
@ApplicationScoped
public class RestParts {
    @Resource
    ManagedScheduledExecutorService timers;

    @Produces
    @Singleton
    MarketAnswers market(
            MarketPipeline pipeline,
            DemandLease lease,
            SymbolResolver symbols,
            ImageWriter images,
            MarketHours hours,
            LiveConfig config,
            Clock clock) {
        var first = new FirstValue(pipeline.cache(), lease, timers);
        return new MarketAnswers(
                pipeline,
                first,
                symbols,
                images,
                hours,
                config.current().cache().ttl(),
                clock);
    }

    @Produces
    @Singleton
    SymbolAnswers symbols(SymbolDirectory directory, SymbolResolver symbols) {
        return new SymbolAnswers(directory, symbols);
    }

    @Produces
    @Singleton
    ListAnswers lists(WatchLists lists, SymbolResolver symbols) {
        return new ListAnswers(lists, symbols);
    }

    @Produces
    @Singleton
    QualityAnswers quality(Quality quality, ImageWriter images) {
        return new QualityAnswers(quality, images);
    }

    @Produces
    @Singleton
    NodeAnswers node(
            ServiceFigures figures,
            Readiness readiness,
            SourceSupervisor sources,
            MarketHours hours,
            LiveConfig config) {
        return new NodeAnswers(figures, readiness, sources, hours, config);
    }
}

package argus.source;

import argus.model.MarketEvent;
import java.util.List;

/** What a source gives its events to. */
public interface SourceSink {

    /**
     * Takes what became known at one instant, in order. May wait while the feed is behind, which holds back the source
     * and nobody else. An empty burst says that the venue answered and had nothing new to tell.
     */
    void events(List<MarketEvent> burst);

    /** Says that the source is in another state now, and why, in one line for people. */
    void state(SourceState state, String reason);
}

package argus.source;

import argus.model.Symbol;
import java.util.List;
import java.util.function.Consumer;

/**
 * Asks a venue once for one sample of everything it can tell and shows what it answered: the first thing to run where the
 * real venue can be reached. It may wait for the network.
 */
@FunctionalInterface
public interface Probe {

    /**
     * Connects, asks and disconnects. A part that fails is shown and does not end it.
     *
     * @param symbols what to ask about; empty for a few that the venue is sure to have
     * @param out takes each line for people as soon as it is known
     * @return whether every part was answered
     */
    boolean run(List<Symbol> symbols, Consumer<String> out) throws InterruptedException;
}

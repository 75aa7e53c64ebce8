package argus.source;

import static argus.model.Events.BITCOIN;
import static argus.model.Events.NOON;
import static argus.model.Events.quote;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final RecordingSink sink = new RecordingSink();
    private final Turns turns = new Turns("venue");
    private final List<String> done = new ArrayList<>();

    @Test
    void nothingIsDoneBeforeTheBeginningAndAfterTheEnd() {
        turns.run(() -> done.add("early"));
        turns.begin(sink, () -> done.add("first"));
        turns.run(() -> done.add("then"));
        turns.end(() -> done.add("last"));
        turns.run(() -> done.add("late"));
        turns.tell(SourceState.UP, "late");
        assertThat(done).containsExactly("first", "then", "last");
        assertThat(sink.states).containsExactly(SourceState.STOPPED);
    }

    @Test
    void endIsToldOnceAndOnlyToWhomItBegan() {
        turns.end(() -> done.add("never begun"));
        assertThat(sink.states).isEmpty();
        var other = new Turns("venue");
        other.begin(sink, () -> {});
        other.end(() -> {});
        other.end(() -> {});
        assertThat(sink.reasons).containsExactly("closed");
    }

    @Test
    void stateIsToldAgainOnlyWhereItOrItsReasonIsNew() {
        turns.begin(sink, () -> turns.tell(SourceState.UP, "a"));
        turns.run(() -> {
            turns.tell(SourceState.UP, "a");
            turns.tell(SourceState.UP, "b");
            turns.tell(SourceState.DOWN, "b");
        });
        assertThat(sink.states).containsExactly(SourceState.UP, SourceState.UP, SourceState.DOWN);
        assertThat(turns.state()).isEqualTo(SourceState.DOWN);
    }

    @Test
    void emptyBurstIsNotHandedIn() {
        turns.begin(sink, () -> turns.hand(List.of()));
        turns.run(() -> turns.hand(List.of(quote(BITCOIN, NOON, "1"))));
        assertThat(sink.bursts).hasSize(1);
    }

    @Test
    void turnThatFailsIsNotTheLast() {
        turns.begin(sink, () -> {});
        turns.run(() -> {
            throw new IllegalStateException("on purpose");
        });
        turns.run(() -> {
            throw new StackOverflowError("on purpose");
        });
        turns.run(() -> done.add("next"));
        assertThat(done).containsExactly("next");
    }

    @Test
    void turnThatNeedNotBeIsLeftOutWhileAnotherThreadIsAtIt() {
        turns.begin(sink, () -> {});
        turns.run(() -> CompletableFuture.runAsync(() -> turns.runUnlessBusy(() -> done.add("busy")))
                .join());
        turns.runUnlessBusy(() -> done.add("free"));
        assertThat(done).containsExactly("free");
    }
}

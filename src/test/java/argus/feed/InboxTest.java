package argus.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final Inbox inbox = new Inbox();
    private final List<String> done = new ArrayList<>();

    private void request(String... things) {
        inbox.request(List.of(things), done::add, () -> done.add("end"));
    }

    private void step() {
        Objects.requireNonNull(inbox.request()).step();
    }

    @Test
    void aRequestIsDoneStepByStep() {
        request("a", "b");
        assertThat(inbox.size()).isEqualTo(1);
        step();
        assertThat(done).containsExactly("a");
        step();
        var request = Objects.requireNonNull(inbox.request());
        assertThat(request.isOver()).isTrue();
        request.end();
        inbox.finished();
        assertThat(done).containsExactly("a", "b", "end");
        assertThat(inbox.request()).isNull();
        assertThat(inbox.size()).isZero();
    }

    @Test
    void aRequestComesAfterTheBurstsHandedInBeforeItAndNoOthers() throws InterruptedException {
        inbox.burst(List.of(), 1);
        request("a");
        inbox.burst(List.of(), 2);
        request("b");
        assertThat(inbox.request()).isNull();
        assertThat(inbox.nextBurst()).isEqualTo(new Inbox.Burst(List.of(), 1));
        step();
        inbox.finished();
        assertThat(inbox.request()).isNull();
        assertThat(inbox.nextBurst()).isEqualTo(new Inbox.Burst(List.of(), 2));
        step();
        inbox.finished();
        assertThat(done).containsExactly("a", "b");
        assertThat(inbox.nextBurst()).isNull();
    }
}

package argus.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;

class BoundedBodyTest {
    private final BoundedBody body = new BoundedBody(10);
    private boolean cancelled;

    private void begin() {
        body.onSubscribe(new Subscription() {
            @Override
            public void request(long n) {
                assertThat(n).isPositive();
            }

            @Override
            public void cancel() {
                cancelled = true;
            }
        });
    }

    private static List<ByteBuffer> parts(String... texts) {
        return List.of(texts).stream()
                .map(text -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    @Test
    void partsBecomeOneText() {
        begin();
        body.onNext(parts("[1", ",2"));
        body.onNext(parts("]"));
        body.onComplete();
        assertThat(body.getBody())
                .isCompletedWithValueMatching(bytes -> new String(bytes, StandardCharsets.UTF_8).equals("[1,2]"));
    }

    @Test
    void whatIsTooLongIsNotReadToItsEnd() {
        begin();
        body.onNext(parts("12345678", "901"));
        assertThat(cancelled).isTrue();
        assertThat(body.getBody()).isCompletedExceptionally();
    }

    @Test
    void aBrokenAnswerIsAFailure() {
        begin();
        body.onError(new IOException("cut"));
        assertThat(body.getBody()).isCompletedExceptionally();
    }
}

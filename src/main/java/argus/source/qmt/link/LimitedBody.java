package argus.source.qmt.link;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** The body of an answer as text, unless it is longer than anything a bridge has to say. */
final class LimitedBody implements BodySubscriber<String> {
    private static final long LONGEST = 64L * 1024 * 1024;

    private final BodySubscriber<String> body = BodySubscribers.ofString(StandardCharsets.UTF_8);
    private final long longest;
    private Flow.@Nullable Subscription subscription;
    private long length;

    LimitedBody(long longest) {
        this.longest = longest;
    }

    static BodyHandler<String> handler() {
        return answer -> new LimitedBody(LONGEST);
    }

    @Override
    public CompletionStage<String> getBody() {
        return body.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        body.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        length += parts.stream().mapToLong(ByteBuffer::remaining).sum();
        if (length <= longest) {
            body.onNext(parts);
        } else if (subscription != null) {
            subscription.cancel();
            subscription = null;
            body.onError(new IOException("an answer is longer than " + longest + " bytes"));
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.onError(failure);
    }

    @Override
    public void onComplete() {
        body.onComplete();
    }
}

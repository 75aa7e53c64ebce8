package argus.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import argus.session.Disconnect;
import argus.session.Transport;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EncodeException;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContainerTransportTest {
    private final List<String> calls = new ArrayList<>();
    private final List<SendHandler> handlers = new ArrayList<>();
    private final List<Boolean> completions = new ArrayList<>();
    private final Transport.Completion completion = completions::add;
    private @Nullable Throwable fault;
    private Runnable whileWriting = () -> {};
    private final Session session = remote(Session.class, (proxy, method, args) -> switch (method.getName()) {
        case "getBasicRemote" -> remote(RemoteEndpoint.Basic.class, call("basic"));
        case "getAsyncRemote" -> remote(RemoteEndpoint.Async.class, call("async"));
        default -> call("session").invoke(proxy, method, args);
    });

    private static <T> T remote(Class<T> kind, InvocationHandler handler) {
        return kind.cast(Proxy.newProxyInstance(kind.getClassLoader(), new Class<?>[] {kind}, handler));
    }

    private InvocationHandler call(String what) {
        return (proxy, method, args) -> {
            if (fault != null) {
                throw fault;
            }
            var text = new StringBuilder(what + '.' + method.getName());
            for (var arg : args) {
                if (arg instanceof SendHandler handler) {
                    handlers.add(handler);
                } else if (arg instanceof Image image) {
                    text.append(' ').append(image.text());
                } else if (arg instanceof BinaryImage) {
                    text.append(" bytes");
                } else if (arg instanceof CloseReason reason) {
                    text.append(' ')
                            .append(reason.getCloseCode().getCode())
                            .append(' ')
                            .append(reason.getReasonPhrase());
                } else if (!(arg instanceof ByteBuffer)) {
                    text.append(' ').append(arg);
                }
            }
            whileWriting.run();
            calls.add(text.toString());
            return null;
        };
    }

    @Test
    void blockingSendReturnsWhenAllIsWritten() throws IOException {
        var transport = new ContainerTransport(session, true, null);
        assertThat(transport.blocking()).isTrue();
        assertThat(transport.send("a", true, completion)).isTrue();
        assertThat(transport.send("b", false, completion)).isTrue();
        assertThat(transport.send("c", true, completion)).isTrue();
        assertThat(transport.send("d", true, completion)).isTrue();
        assertThat(calls)
                .containsExactly(
                        "basic.sendObject a", "basic.sendText b false", "basic.sendText c true", "basic.sendObject d");
        assertThat(completions).isEmpty();
    }

    @Test
    void bytesAreSentAsTextIs() throws IOException {
        var transport = new ContainerTransport(session, true, null);
        assertThat(transport.send(ByteBuffer.allocate(1), true, completion)).isTrue();
        assertThat(transport.send(ByteBuffer.allocate(1), false, completion)).isTrue();
        assertThat(transport.send(ByteBuffer.allocate(1), true, completion)).isTrue();
        assertThat(new ContainerTransport(session, false, null).send(ByteBuffer.allocate(1), true, completion))
                .isFalse();
        assertThat(calls)
                .containsExactly(
                        "basic.sendObject bytes",
                        "basic.sendBinary false",
                        "basic.sendBinary true",
                        "async.sendObject bytes");
        handlers.get(0).onResult(new SendResult(new IOException("gone")));
        assertThat(completions).containsExactly(true);
        fault = new IllegalStateException("closed");
        assertThatThrownBy(() -> transport.send(ByteBuffer.allocate(1), true, completion))
                .isInstanceOf(IOException.class);
    }

    @Test
    void bytesGoStraightWhereAFailureCanBeMended() throws IOException {
        var transport = new ContainerTransport(session, true, new FakeLink());
        assertThat(transport.send(ByteBuffer.allocate(1), true, completion)).isTrue();
        assertThat(calls).containsExactly("basic.sendBinary true");
    }

    @Test
    void sharedTextGoesAsBytesWhereTheContainerTakesThem() throws IOException {
        var remote = new LibertyTextTest.Remote();
        var transport = new ContainerTransport(over(remote), true, new FakeLink());
        assertThat(transport.send(shared("one"), completion)).isTrue();
        assertThat(remote.server.sent).containsExactly("TEXT_WHOLE one");

        remote.server.fault = new IOException("gone");
        assertThatThrownBy(() -> transport.send(shared("two"), completion)).isSameAs(remote.server.fault);
    }

    @Test
    void sharedTextGoesAsTextElsewhere() throws IOException {
        var remote = new LibertyTextTest.Remote();
        assertThat(new ContainerTransport(over(remote), true, null).send(shared("a"), completion))
                .as("a failure could not be mended")
                .isTrue();
        assertThat(new ContainerTransport(over(remote), false, new FakeLink()).send(shared("b"), completion))
                .isFalse();
        assertThat(new ContainerTransport(session, true, new FakeLink()).send(shared("c"), completion))
                .isTrue();
        assertThat(remote.server.sent).isEmpty();
        assertThat(remote.objects).containsExactly("a");
        assertThat(calls).containsExactly("async.sendObject b", "basic.sendObject c");
    }

    private Session over(RemoteEndpoint.Basic basic) {
        return remote(
                Session.class,
                (proxy, method, args) -> method.getName().equals("getBasicRemote")
                        ? basic
                        : method.getName().equals("getAsyncRemote")
                                ? session.getAsyncRemote()
                                : call("session").invoke(proxy, method, args));
    }

    private static Transport.Shared shared(String text) {
        return new Transport.Shared() {
            @Override
            public String text() {
                return text;
            }

            @Override
            public ByteBuffer bytes() {
                return StandardCharsets.UTF_8.encode(text);
            }
        };
    }

    @Test
    void asynchronousSendTellsHowItEnded() throws IOException {
        var transport = new ContainerTransport(session, false, null);
        assertThat(transport.send("a", true, completion)).isFalse();
        assertThat(calls).containsExactly("async.sendObject a");
        handlers.get(0).onResult(new SendResult());
        handlers.get(0).onResult(new SendResult(new IOException("gone")));
        assertThat(completions).containsExactly(false, true);
    }

    @Test
    void closeTellsCodeAndReason() throws IOException {
        new ContainerTransport(session, true, null).close(Disconnect.SLOW_CONSUMER);
        assertThat(calls).containsExactly("session.close 4108 slow consumer");
    }

    @Test
    void sessionThatTakesNothingIsAFailedWrite() {
        var transport = new ContainerTransport(session, true, null);
        for (var thrown : List.of(
                new IllegalStateException("closed"),
                new IllegalArgumentException("no"),
                new EncodeException("a", "cannot"))) {
            fault = thrown;
            assertThatThrownBy(() -> transport.send("a", true, completion))
                    .isInstanceOf(IOException.class)
                    .hasCause(thrown);
        }
        fault = new IllegalStateException("closed");
        assertThatThrownBy(() -> transport.ping(ByteBuffer.allocate(8))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> transport.close(Disconnect.RESTART)).isInstanceOf(IOException.class);
    }

    @Test
    void closeOfTheContainerWaitsForTheWriteAndEndsAllWriting() throws Exception {
        var transport = new ContainerTransport(session, true, null);
        var begun = new CountDownLatch(1);
        var let = new CountDownLatch(1);
        whileWriting = () -> {
            begun.countDown();
            awaitQuietly(let);
        };
        var writer = new FutureTask<>(() -> transport.send("a", true, completion));
        new Thread(writer, "writer").start();
        awaitQuietly(begun);
        var closer = new Thread(transport::closing, "closer");
        closer.start();
        while (closer.getState() != Thread.State.TIMED_WAITING) {
            assertThat(closer.isAlive()).as("the close waits").isTrue();
            Thread.onSpinWait();
        }
        let.countDown();
        closer.join();
        assertThat(writer.get()).isTrue();
        whileWriting = () -> {};
        assertThatThrownBy(() -> transport.send("b", true, completion)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> transport.ping(ByteBuffer.allocate(8))).isInstanceOf(IOException.class);
        assertThat(calls).containsExactly("basic.sendObject a");
    }

    @Test
    void closeWithinAWriteWaitsForNothing() throws IOException {
        var transport = new ContainerTransport(session, true, null);
        whileWriting = transport::closing;
        assertThat(transport.send("a", true, completion)).isTrue();
        assertThatThrownBy(() -> transport.send("b", true, completion)).isInstanceOf(IOException.class);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void failedPartTakesItsMarkBack() {
        var link = new FakeLink();
        var transport = new ContainerTransport(session, true, link);
        fault = new IOException("gone");
        assertThatThrownBy(() -> transport.send("a", true, completion)).isSameAs(fault);
        assertThat(link.released).as("a whole message does that itself").isZero();
        assertThatThrownBy(() -> transport.send("a", false, completion)).isSameAs(fault);
        assertThatThrownBy(() -> transport.send(ByteBuffer.allocate(1), false, completion))
                .isSameAs(fault);
        assertThat(link.released).isEqualTo(2);
        fault = new NullPointerException("gone in between");
        assertThatThrownBy(() -> transport.send("a", false, completion)).isSameAs(fault);
        assertThat(link.released).isEqualTo(3);
        fault = new IllegalStateException("somebody else writes");
        assertThatThrownBy(() -> transport.send("a", false, completion)).isInstanceOf(IOException.class);
        assertThat(link.released).as("the mark of somebody else stays").isEqualTo(3);
    }
}

package argus.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.RemoteEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** With classes that have the methods of the server's; that the server has them, {@code VanishIT} shows. */
class LibertyTextTest {
    private final Remote remote = new Remote();
    private final LibertyText texts = LibertyText.of(remote).orElseThrow();

    @Test
    void bytesAreSentAsTextIs() throws IOException {
        texts.send(StandardCharsets.UTF_8.encode("{}"));
        assertThat(remote.server.sent).containsExactly("TEXT_WHOLE {}");
    }

    @Test
    void failureIsTheServersOwn() {
        for (var fault :
                List.of(new IOException("gone"), new IllegalStateException("closed"), new StackOverflowError("deep"))) {
            remote.server.fault = fault;
            assertThatThrownBy(() -> texts.send(ByteBuffer.allocate(1))).isSameAs(fault);
        }
        remote.server.fault = new Exception("of another kind");
        assertThatThrownBy(() -> texts.send(ByteBuffer.allocate(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasCause(remote.server.fault);
    }

    @Test
    void remoteOfAnotherContainerHasNone() {
        var other = Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {RemoteEndpoint.Basic.class},
                (proxy, method, args) -> null);
        assertThat(LibertyText.of((RemoteEndpoint.Basic) other)).isEmpty();
        assertThat(LibertyText.of(new Remote(new Object())))
                .as("no such method")
                .isEmpty();
        assertThat(LibertyText.of(new Remote(new OfOtherKinds())))
                .as("no such kind")
                .isEmpty();
        assertThat(LibertyText.of(new Remote(null))).isEmpty();
    }

    /** What the container hands out: its own interface before an implementation. */
    static final class Remote implements RemoteEndpoint.Basic {
        final Implementation server = new Implementation();
        final List<String> objects = new ArrayList<>();

        @SuppressWarnings("unused") // read by its name
        private final @Nullable Object impl;

        Remote() {
            impl = server;
        }

        Remote(@Nullable Object impl) {
            this.impl = impl;
        }

        @Override
        public void sendObject(Object data) {
            objects.add(((Image) data).text());
        }

        @Override
        public void sendText(String text) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sendBinary(ByteBuffer data) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sendText(String part, boolean last) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sendBinary(ByteBuffer part, boolean last) {
            throw new UnsupportedOperationException();
        }

        @Override
        public OutputStream getSendStream() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Writer getSendWriter() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void setBatchingAllowed(boolean allowed) {}

        @Override
        public boolean getBatchingAllowed() {
            return false;
        }

        @Override
        public void flushBatch() {}

        @Override
        public void sendPing(ByteBuffer data) {}

        @Override
        public void sendPong(ByteBuffer data) {}
    }

    public static final class Implementation {
        final List<String> sent = new ArrayList<>();

        @Nullable
        Throwable fault;

        public void sendBinary(ByteBuffer data, Opcode kind) throws Throwable {
            if (fault != null) {
                throw fault;
            }
            sent.add(kind + " " + StandardCharsets.UTF_8.decode(data));
        }

        public void sendBinary(ByteBuffer data, boolean last) {
            sent.add("wrong");
        }
    }

    public enum Opcode {
        BINARY_WHOLE,
        TEXT_WHOLE
    }

    public static final class OfOtherKinds {
        @SuppressWarnings("unused") // looked at by its name
        public void sendBinary(ByteBuffer data, Thread.State kind) {}
    }
}

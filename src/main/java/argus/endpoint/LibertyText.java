package argus.endpoint;

import jakarta.websocket.RemoteEndpoint;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Sends text of which the bytes are there already. A text that is handed to Open Liberty as such is encoded and copied
 * anew for each session, into memory outside the heap that is taken for this one write; bytes go to the socket as they are.
 * The server's own method for bytes takes their kind as well, so it is called by its name with that of text. Where it is not
 * there it is another container, or another version.
 */
final class LibertyText {
    private static final Logger LOG = System.getLogger(LibertyText.class.getName());
    /** What is said, once, where a connection of Open Liberty does not have the method. */
    static final String MISSING =
            "this version of the server takes text only as such, and encodes it anew for each session";

    private static final AtomicBoolean MISSED = new AtomicBoolean();

    private final Object remote;
    private final Method send;
    private final Object text;

    private LibertyText(Object remote) throws ReflectiveOperationException {
        this.remote = remote;
        this.send = method(remote.getClass());
        this.text = constant(send.getParameterTypes()[1]);
    }

    /** The way of text through a remote of the container; empty where it is not one of this kind. */
    static Optional<LibertyText> of(RemoteEndpoint.Basic container) {
        try {
            return Optional.of(new LibertyText(LibertyLink.value(container, "impl")));
        } catch (ReflectiveOperationException | RuntimeException e) {
            if (MISSED.compareAndSet(false, true)) {
                LOG.log(Level.WARNING, MISSING);
            }
            return Optional.empty();
        }
    }

    /** Sends a whole text, and returns when it is written. */
    void send(ByteBuffer utf8) throws IOException {
        try {
            send.invoke(remote, utf8, text);
        } catch (InvocationTargetException e) {
            throw failure(e.getCause());
        } catch (IllegalAccessException e) {
            throw LibertyLink.changed(e);
        }
    }

    private static IOException failure(@Nullable Throwable cause) {
        if (cause instanceof IOException failed) {
            return failed;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw cause instanceof RuntimeException fault ? fault : new IllegalStateException(cause);
    }

    private static Method method(Class<?> type) throws NoSuchMethodException {
        for (var method : type.getMethods()) {
            var parameters = method.getParameterTypes();
            if (method.getName().equals("sendBinary")
                    && parameters.length == 2
                    && parameters[0] == ByteBuffer.class
                    && parameters[1].isEnum()) {
                return method;
            }
        }
        throw new NoSuchMethodException(type.getName() + ".sendBinary");
    }

    private static Object constant(Class<?> kinds) throws NoSuchFieldException {
        for (var kind : kinds.getEnumConstants()) {
            if (kind.toString().equals("TEXT_WHOLE")) {
                return kind;
            }
        }
        throw new NoSuchFieldException(kinds.getName() + ".TEXT_WHOLE");
    }
}

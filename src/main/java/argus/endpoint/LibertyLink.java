package argus.endpoint;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection of Open Liberty. The server limits frames, but not the message that they make, and forgets connections that
 * it closes while they send; it has no interface for either. So its fields are read by their names, without waiting and
 * without changing anything; what it does itself in such a case is called. Where they are not there it is another container,
 * or another version.
 */
final class LibertyLink implements Link {
    /** Frames whose buffers are counted one by one. */
    private static final int COUNTED_FRAMES = 4_096;

    private static final Set<String> CLOSED = Set.of("CLOSED", "IO_NOT_OK");

    private final Object link;
    private final Field status;
    private final Method close;
    private final Method release;
    private final Object reader;
    private final Field frames;
    private final Field frameCount;
    private final Field current;
    private final Field bufferCount;

    private LibertyLink(Object link) throws ReflectiveOperationException {
        this.link = link;
        this.status = field(link.getClass(), "linkStatus");
        this.close = close(link.getClass());
        this.release = link.getClass().getMethod("signalNotWriting");
        this.reader = value(value(link, "linkRead"), "messageReader");
        this.frames = field(reader.getClass(), "fpList");
        this.frameCount = field(reader.getClass(), "countOfIOFrames");
        this.current = field(reader.getClass(), "frameProcessor");
        this.bufferCount = field(current.getType(), "countOfBuffers");
    }

    /** The connection of a container's session; empty where it is not one of this kind. */
    static Optional<Link> of(Object session) {
        try {
            return Optional.of(new LibertyLink(value(value(session, "impl"), "connLink")));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean open() {
        try {
            return !CLOSED.contains(String.valueOf(status.get(link)));
        } catch (IllegalAccessException e) {
            throw changed(e);
        }
    }

    @Override
    public int buffers() {
        try {
            int complete = frameCount.getInt(reader);
            if (complete > COUNTED_FRAMES) {
                return complete;
            }
            int buffers = bufferCount.getInt(current.get(reader));
            var list = (Object[]) frames.get(reader);
            for (int i = 0; i < Math.min(complete, list.length); i++) {
                if (list[i] != null) {
                    buffers += bufferCount.getInt(list[i]);
                }
            }
            return buffers;
        } catch (IllegalAccessException e) {
            throw changed(e);
        }
    }

    @Override
    public void release() {
        call(release);
    }

    @Override
    public void cut() {
        call(close, null, false, true);
    }

    private void call(Method method, @Nullable Object... arguments) {
        try {
            method.invoke(link, arguments);
        } catch (ReflectiveOperationException e) {
            throw changed(e);
        }
    }

    /** What a call throws where the names are not there any more that were found when the session opened. */
    static IllegalStateException changed(ReflectiveOperationException cause) {
        return new IllegalStateException("what was accessible when the session opened is not any more", cause);
    }

    /** The one that takes a reason and whether to go on to the connection itself. */
    private static Method close(Class<?> type) throws NoSuchMethodException {
        for (var method : type.getMethods()) {
            var parameters = method.getParameterTypes();
            if (method.getName().equals("closeUsingSession")
                    && parameters.length == 3
                    && parameters[1] == boolean.class
                    && parameters[2] == boolean.class) {
                return method;
            }
        }
        throw new NoSuchMethodException(type.getName() + ".closeUsingSession");
    }

    /** What stands in a field of an object of the server, whichever of its classes has the field. */
    static Object value(Object owner, String name) throws ReflectiveOperationException {
        return field(owner.getClass(), name).get(owner);
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
        for (Class<?> in = type; in != null; in = in.getSuperclass()) {
            for (var field : in.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(type.getName() + '.' + name);
    }
}

package argus.it;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one server all of them share, as a parameter of type {@link ArgusServer}. It is started with the
 * defaults when the first test asks, and stopped after the last. A test that stops it or fills it up starts its own.
 */
public final class SharedServer implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ArgusServer.class;
    }

    @Override
    public ArgusServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedServer.class))
                .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class)
                .server();
    }

    /** The server, or why there is none: a start that failed is not tried again for the next class. */
    private static final class Running implements AutoCloseable {
        private @Nullable ArgusServer server;
        private @Nullable Exception failure;

        private Running() {
            try {
                server = ArgusServer.with().start();
            } catch (IOException | InterruptedException e) {
                failure = e;
            }
        }

        private ArgusServer server() {
            if (server == null) throw new IllegalStateException("the shared server did not start", failure);
            return server;
        }

        @Override
        public void close() throws IOException {
            if (server != null) server.close();
        }
    }
}

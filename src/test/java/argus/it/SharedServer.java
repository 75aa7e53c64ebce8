package argus.it;

import java.io.IOException;
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
                .server;
    }

    private static final class Running implements AutoCloseable {
        private final ArgusServer server;

        private Running() {
            try {
                server = ArgusServer.with().start();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("the shared server did not start", e);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}

package argus.web;

import argus.it.ArgusServer;
import argus.it.SharedServer;
import java.net.URI;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the address of the service: {@code -Dargus.url=} where that is set, otherwise the shared server. */
final class ServiceAddress implements ParameterResolver {
    private final SharedServer shared = new SharedServer();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == URI.class;
    }

    @Override
    public URI resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var named = System.getProperty("argus.url");
        if (named != null) {
            return URI.create(named);
        }
        return ((ArgusServer) shared.resolveParameter(parameter, context)).http("/");
    }
}

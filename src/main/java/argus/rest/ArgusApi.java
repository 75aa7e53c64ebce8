package argus.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The root of REST. */
@ApplicationPath("/api/v1")
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Argus Realtime",
                        version = "1",
                        description = "The last values that the WebSocket service pushes, and how the service is."
                                + " The data objects are those of the WebSocket messages, from the same cache."
                                + " Every error is a problem of RFC 9457."),
        tags = {
            @Tag(name = "market", description = "Symbols and their values"),
            @Tag(name = "lists", description = "Symbols under a name, kept for their owner"),
            @Tag(name = "node", description = "How this node is"),
            @Tag(name = "contract", description = "What the WebSocket messages look like"),
            @Tag(
                    name = "admin",
                    description = "For administrators: with the token argus.security.auth-token where it"
                            + " is set, otherwise from the machine itself only")
        })
@SecurityScheme(
        securitySchemeName = "token",
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        description = "argus.security.auth-token, where it is set")
public class ArgusApi extends Application {}

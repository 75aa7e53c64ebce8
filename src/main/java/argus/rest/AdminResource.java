package argus.rest;

import argus.rest.access.AdminOnly;
import argus.rest.answer.NodeAnswers;
import argus.rest.schema.ConfigSchema;
import argus.rest.schema.ProblemSchema;
import argus.rest.schema.ReloadSchema;
import argus.session.Drain;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What only an administrator may ask for. */
@Dependent
@AdminOnly
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "admin")
@SecurityRequirement(name = "token")
@APIResponse(
        responseCode = "401",
        description = "No token, or another one",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = ProblemSchema.class)))
@APIResponse(
        responseCode = "403",
        description = "No token is configured, and the call is not from this machine itself",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = ProblemSchema.class)))
public class AdminResource {
    @Inject
    NodeAnswers answers;

    @Inject
    Drain drain;

    @GET
    @Path("config")
    @Operation(operationId = "config", summary = "Every setting in force, and what set it")
    @APIResponse(
            responseCode = "200",
            description = "All settings, secrets masked",
            content = @Content(schema = @Schema(implementation = ConfigSchema.class)))
    public String config() {
        return answers.config();
    }

    @POST
    @Path("config/reload")
    @Operation(operationId = "reloadConfig", summary = "Reads the configuration again")
    @APIResponse(
            responseCode = "200",
            description = "It is in force",
            content = @Content(schema = @Schema(implementation = ReloadSchema.class)))
    @APIResponse(
            responseCode = "409",
            description = "It cannot be used, and everything stays as it was",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemSchema.class)))
    public String reload() {
        return answers.reload();
    }

    @POST
    @Path("drain")
    @Operation(
            operationId = "drain",
            summary = "Ends this node in good order",
            description = "Clients are told when to come back and are then closed with 1012; the process ends.")
    @APIResponse(responseCode = "202", description = "It has begun")
    public Response drain() {
        drain.begin();
        return Response.accepted().build();
    }
}

package argus.rest;

import argus.rest.answer.ContractFile;
import argus.rest.problem.Problem;
import argus.rest.problem.ProblemException;
import argus.rest.schema.ProblemSchema;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The contract of the WebSocket messages, for programs. */
@Dependent
@Path("/")
@Tag(name = "contract")
@APIResponse(responseCode = "304", description = "It is what If-None-Match names")
public class ContractResource {
    private static final String YAML = "application/yaml";
    private static final String JSON_SCHEMA = "application/schema+json";
    // another version of this node has another contract at the same path
    private static final String ASK_AGAIN = "no-cache";

    @GET
    @Path("asyncapi.yaml")
    @Produces(YAML)
    @Operation(operationId = "asyncApi", summary = "The AsyncAPI document of the WebSocket service")
    @APIResponse(
            responseCode = "200",
            description = "Its references to schemas are relative",
            content = @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING)))
    public Response asyncApi(@Context Request request) {
        return answer(ContractFile.asyncApi(), request);
    }

    @GET
    @Path("schemas/{name}.json")
    @Produces(JSON_SCHEMA)
    @Operation(
            operationId = "schema",
            summary = "The JSON Schema of a message",
            description = "Of draft 2020-12. References to others are relative.")
    @APIResponse(
            responseCode = "200",
            description = "The schema",
            content = @Content(mediaType = JSON_SCHEMA, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "404",
            description = "There is no schema of that name",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = ProblemSchema.class)))
    public Response schema(
            @Parameter(description = "The type of a message, or heartbeat_request for the client's heartbeat")
                    @PathParam("name")
                    String name,
            @Context Request request) {
        var file = ContractFile.schema(name)
                .orElseThrow(() -> new ProblemException(
                        Problem.of(404, "Not Found", "The schemas are those that /api/v1/asyncapi.yaml refers to")));
        return answer(file, request);
    }

    private static Response answer(ContractFile file, Request request) {
        var tag = new EntityTag(file.tag());
        var known = request.evaluatePreconditions(tag);
        var answer = known == null ? Response.ok(file.bytes()) : known;
        return answer.tag(tag).header(HttpHeaders.CACHE_CONTROL, ASK_AGAIN).build();
    }
}

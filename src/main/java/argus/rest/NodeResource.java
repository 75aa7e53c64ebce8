package argus.rest;

import argus.rest.answer.NodeAnswers;
import argus.rest.answer.QualityAnswers;
import argus.rest.schema.ErrorsSchema;
import argus.rest.schema.QualitySchema;
import argus.rest.schema.SourcesSchema;
import argus.rest.schema.StatsSchema;
import argus.rest.schema.StatusSchema;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How this node is. */
@Dependent
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "node")
public class NodeResource {
    @Inject
    NodeAnswers answers;

    @Inject
    QualityAnswers quality;

    @GET
    @Path("status")
    @Operation(operationId = "status", summary = "Who this node is, and whether it is ready")
    @APIResponse(
            responseCode = "200",
            description = "Whether or not it is ready",
            content = @Content(schema = @Schema(implementation = StatusSchema.class)))
    public String status() {
        return answers.status();
    }

    @GET
    @Path("sources")
    @Operation(operationId = "sources", summary = "How the sources of market data are")
    @APIResponse(
            responseCode = "200",
            description = "All sources",
            content = @Content(schema = @Schema(implementation = SourcesSchema.class)))
    public String sources() {
        return answers.sources();
    }

    @GET
    @Path("quality")
    @Operation(operationId = "quality", summary = "What was found wrong with the events of each source")
    @APIResponse(
            responseCode = "200",
            description = "Counted since the start, with the last findings as examples",
            content = @Content(schema = @Schema(implementation = QualitySchema.class)))
    public String quality() {
        return quality.quality();
    }

    @GET
    @Path("stats")
    @Operation(operationId = "stats", summary = "The figures of this node, as get_stats tells them")
    @APIResponse(
            responseCode = "200",
            description = "Counted since the start",
            content = @Content(schema = @Schema(implementation = StatsSchema.class)))
    public String stats() {
        return answers.stats();
    }

    @GET
    @Path("errors")
    @Operation(operationId = "errors", summary = "The registry of error codes and close codes")
    @APIResponse(
            responseCode = "200",
            description = "All of them",
            content = @Content(schema = @Schema(implementation = ErrorsSchema.class)))
    public String errors() {
        return answers.errors();
    }
}

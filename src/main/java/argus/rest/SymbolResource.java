package argus.rest;

import argus.rest.answer.SymbolAnswers;
import argus.rest.schema.ProblemSchema;
import argus.rest.schema.SymbolsSchema;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which symbols there are. */
@Dependent
@Path("symbols")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "market")
public class SymbolResource {
    private static final int USUAL_LIMIT = 20;

    @Inject
    SymbolAnswers answers;

    @GET
    @Operation(
            operationId = "findSymbols",
            summary = "Finds symbols",
            description = "By code, name, English name or pinyin initials, best first; those of a sector, as #banks; or"
                    + " exactly these.")
    @APIResponse(
            responseCode = "200",
            description = "What was found, and what may have been meant",
            content = @Content(schema = @Schema(implementation = SymbolsSchema.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter cannot be",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemSchema.class)))
    public String find(
            @Parameter(description = "What was typed; without it all symbols are found") @QueryParam("q") @Nullable
                    String text,
            @Parameter(
                            description = "Most to be found",
                            schema =
                                    @Schema(
                                            type =
                                                    org.eclipse.microprofile.openapi.annotations.enums.SchemaType
                                                            .INTEGER,
                                            minimum = "1",
                                            maximum = "10000",
                                            defaultValue = "20"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @Parameter(description = "Exactly these, commas between them; q and limit then mean nothing")
                    @QueryParam("symbols")
                    @Nullable
                    String symbols) {
        return symbols == null
                ? answers.search(
                        Objects.requireNonNullElse(text, ""), Query.count("limit", limit, USUAL_LIMIT, Query.MOST_ROWS))
                : answers.exactly(Query.names("symbols", symbols));
    }
}

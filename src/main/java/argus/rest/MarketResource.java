package argus.rest;

import argus.rest.answer.MarketAnswers;
import argus.rest.schema.BarsSchema;
import argus.rest.schema.DepthSchema;
import argus.rest.schema.ProblemSchema;
import argus.rest.schema.QuotesSchema;
import argus.rest.schema.TradesSchema;
import argus.topic.Topic;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The last values of symbols. Reading one that nobody wants has it polled for half a minute. */
@Dependent
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "market")
@APIResponse(
        responseCode = "400",
        description = "A parameter cannot be",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = ProblemSchema.class)))
@APIResponse(
        responseCode = "404",
        description = "No source serves the symbol; suggestions may be there",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = ProblemSchema.class)))
@APIResponse(
        responseCode = "503",
        description = "The source gave no value within two seconds",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = ProblemSchema.class)))
public class MarketResource {
    private static final int USUAL_TRADES = 100;
    private static final int USUAL_BARS = 200;

    @Inject
    MarketAnswers answers;

    @GET
    @Path("quotes")
    @Operation(
            operationId = "quotes",
            summary = "The quotes of symbols",
            description = "Symbols that have none are listed under errors; where none has one, the answer is the"
                    + " first problem.")
    @APIResponse(
            responseCode = "200",
            description = "The quotes, in the order asked for",
            content = @Content(schema = @Schema(implementation = QuotesSchema.class)))
    public CompletionStage<String> quotes(
            @Parameter(description = "In any usual spelling, commas between them, at most 500", required = true)
                    @QueryParam("symbols")
                    @Nullable
                    String symbols) {
        return answers.quotes(Query.names("symbols", symbols));
    }

    @GET
    @Path("depth/{symbol}")
    @Operation(operationId = "depth", summary = "The order book of a symbol")
    @APIResponse(
            responseCode = "200",
            description = "The order book, best level first",
            content = @Content(schema = @Schema(implementation = DepthSchema.class)))
    public CompletionStage<String> depth(
            @Parameter(description = "In any usual spelling") @PathParam("symbol") String symbol,
            @Parameter(
                            description = "How deep",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            enumeration = {"1", "5", "10", "20"},
                                            defaultValue = "5"))
                    @QueryParam("levels")
                    @Nullable
                    String levels) {
        return answers.depth(symbol, Query.levels("levels", levels, Topic.DEFAULT_LEVELS));
    }

    @GET
    @Path("trades/{symbol}")
    @Operation(
            operationId = "trades",
            summary = "The last trades of a symbol",
            description = "What is in memory, oldest first; empty where the source tells no trades.")
    @APIResponse(
            responseCode = "200",
            description = "The trades, oldest first",
            content = @Content(schema = @Schema(implementation = TradesSchema.class)))
    public CompletionStage<String> trades(
            @Parameter(description = "In any usual spelling") @PathParam("symbol") String symbol,
            @Parameter(
                            description = "Most rows",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "10000",
                                            defaultValue = "100"))
                    @QueryParam("limit")
                    @Nullable
                    String limit) {
        return answers.trades(symbol, Query.count("limit", limit, USUAL_TRADES, Query.MOST_ROWS));
    }

    @GET
    @Path("klines/{symbol}")
    @Operation(
            operationId = "klines",
            summary = "The last bars of a symbol",
            description = "What is in memory, oldest first; the last one grows until it is closed.")
    @APIResponse(
            responseCode = "200",
            description = "The bars, oldest first",
            content = @Content(schema = @Schema(implementation = BarsSchema.class)))
    public CompletionStage<String> bars(
            @Parameter(description = "In any usual spelling") @PathParam("symbol") String symbol,
            @Parameter(
                            description = "Case matters: 1m is a minute, 1M a month",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "1s", "5s", "15s", "30s", "1m", "3m", "5m", "15m", "30m", "1h", "2h",
                                                "4h", "1d", "1w", "1M"
                                            },
                                            defaultValue = "1m"))
                    @QueryParam("period")
                    @Nullable
                    String period,
            @Parameter(
                            description = "Most rows",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "10000",
                                            defaultValue = "200"))
                    @QueryParam("limit")
                    @Nullable
                    String limit) {
        return answers.bars(
                symbol, Query.period("period", period), Query.count("limit", limit, USUAL_BARS, Query.MOST_ROWS));
    }
}

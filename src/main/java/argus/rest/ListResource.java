package argus.rest;

import argus.limit.KeyedBuckets;
import argus.protocol.ErrorCode;
import argus.rest.access.OriginBound;
import argus.rest.answer.ListAnswers;
import argus.rest.problem.Problem;
import argus.rest.problem.ProblemException;
import argus.rest.schema.ListBodySchema;
import argus.rest.schema.ListSchema;
import argus.rest.schema.ListsSchema;
import argus.rest.schema.ProblemSchema;
import argus.session.SymbolResolver;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Saved watch-lists. A page of another origin may have them only where it is allowed by name. */
@Dependent
@OriginBound
@Path("lists")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "lists")
@APIResponse(
        responseCode = "403",
        description = "A page of another origin asks",
        content =
                @Content(
                        mediaType = "application/problem+json",
                        schema = @Schema(implementation = ProblemSchema.class)))
public class ListResource {
    private static final int MAX_BODY = 512 * 1024;
    private static final long MOST_PASSED = 8 * 1024 * 1024;
    private static final int WRITES_PER_SECOND = 20;
    private static final int OWNERS = 10_000;
    private static final KeyedBuckets WRITES = new KeyedBuckets(Duration.ofSeconds(1), OWNERS);

    @Inject
    ListAnswers answers;

    @Context
    @SuppressWarnings("NullAway.Init") // set by the container
    Request request;

    @Context
    @SuppressWarnings("NullAway.Init") // set by the container
    UriInfo uri;

    @GET
    @Operation(operationId = "lists", summary = "The names of all lists, and how many symbols they have")
    @APIResponse(
            responseCode = "200",
            description = "All lists by name",
            content = @Content(schema = @Schema(implementation = ListsSchema.class)))
    public String all() {
        return answers.all(owner());
    }

    @GET
    @Path("{name}")
    @Operation(operationId = "list", summary = "The symbols of a list")
    @APIResponse(
            responseCode = "200",
            description = "The list; its ETag is another one for other symbols",
            content = @Content(schema = @Schema(implementation = ListSchema.class)))
    @APIResponse(
            responseCode = "404",
            description = "There is no such list",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemSchema.class)))
    public Response one(@Parameter(description = "Its name") @PathParam("name") String name) {
        var told = answers.one(owner(), name);
        var tag = new EntityTag(told.tag());
        var known = request.evaluatePreconditions(tag);
        return (known == null ? Response.ok(told.json()) : known).tag(tag).build();
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "saveList",
            summary = "Gives a list these symbols, makes it where there is none",
            description = "Whoever is subscribed to the list is subscribed to what is new in it, and no longer to"
                    + " what is not in it any more.")
    @APIResponse(
            responseCode = "200",
            description = "It has these symbols now",
            content = @Content(schema = @Schema(implementation = ListSchema.class)))
    @APIResponse(
            responseCode = "201",
            description = "There is such a list now",
            content = @Content(schema = @Schema(implementation = ListSchema.class)))
    @APIResponse(
            responseCode = "400",
            description = "The body cannot be, or names symbols that nobody serves",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemSchema.class)))
    @APIResponse(
            responseCode = "409",
            description = "There would be too many lists, or symbols in them",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemSchema.class)))
    @APIResponse(
            responseCode = "412",
            description = "The list is not what If-Match or If-None-Match says",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemSchema.class)))
    @APIResponse(
            responseCode = "429",
            description = "Lists are saved too often",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemSchema.class)))
    public Response save(
            @Parameter(
                            description = "Lower case letters, digits, _ and -",
                            schema = @Schema(type = SchemaType.STRING, pattern = "[a-z0-9][a-z0-9_-]{0,63}"))
                    @PathParam("name")
                    String name,
            @Parameter(description = "The ETag that the list is to have still, or *")
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    @Nullable
                    String match,
            @Parameter(description = "* where the list must not be there")
                    @HeaderParam(HttpHeaders.IF_NONE_MATCH)
                    @Nullable
                    String noneMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = ListBodySchema.class)), required = true)
                    InputStream body)
            throws IOException {
        admit();
        var bytes = body.readNBytes(MAX_BODY + 1);
        if (bytes.length > MAX_BODY) {
            pass(body);
            throw new ProblemException(
                    Problem.of(413, ErrorCode.FRAME_TOO_LARGE, "A list has at most " + MAX_BODY + " bytes"));
        }
        var told = answers.save(owner(), name, bytes, Preconditions.of(match, noneMatch));
        var answer = told.created() ? Response.created(uri.getAbsolutePath()) : Response.ok();
        return answer.entity(told.json()).tag(new EntityTag(told.tag())).build();
    }

    @DELETE
    @Path("{name}")
    @Operation(operationId = "deleteList", summary = "Removes a list")
    @APIResponse(responseCode = "204", description = "It is gone, and so are the subscriptions to it")
    @APIResponse(
            responseCode = "404",
            description = "There is no such list",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemSchema.class)))
    @APIResponse(
            responseCode = "412",
            description = "The list is not what If-Match says",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemSchema.class)))
    @APIResponse(
            responseCode = "429",
            description = "Lists are saved too often",
            content =
                    @Content(
                            mediaType = "application/problem+json",
                            schema = @Schema(implementation = ProblemSchema.class)))
    public void delete(
            @Parameter(description = "Its name") @PathParam("name") String name,
            @Parameter(description = "The ETag that the list is to have still")
                    @HeaderParam(HttpHeaders.IF_MATCH)
                    @Nullable
                    String match) {
        admit();
        answers.delete(owner(), name, Preconditions.of(match, null));
    }

    /** Takes some more without keeping it: Payara answers nobody who is still sending. */
    private static void pass(InputStream body) throws IOException {
        long left = MOST_PASSED;
        for (long skipped = 1; skipped > 0 && left > 0; left -= skipped) {
            skipped = body.skip(left);
        }
    }

    /** Every change is written to disk before it is answered, so that many would keep everybody waiting. */
    private static void admit() {
        if (WRITES.take(owner(), WRITES_PER_SECOND, System.nanoTime()) > 0) {
            throw new ProblemException(Problem.of(
                    429, ErrorCode.RATE_LIMITED, "Lists are saved at most " + WRITES_PER_SECOND + " times a second"));
        }
    }

    /** Nobody says who he is in this version. */
    private static String owner() {
        return SymbolResolver.ANONYMOUS;
    }
}

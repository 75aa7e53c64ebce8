package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What answers about one topic have in common, for the OpenAPI document. */
interface StreamSchema {
    @Schema(description = "In canonical form")
    String getSymbol();

    @Schema(description = "Sequence numbers of different epochs cannot be compared")
    String getEpoch();

    @Schema(type = SchemaType.INTEGER, description = "When it was accepted, epoch milliseconds")
    Object getTs();
}

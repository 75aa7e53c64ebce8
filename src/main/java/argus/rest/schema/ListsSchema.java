package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** All watch-lists of an owner, for the OpenAPI document. */
@Schema(
        name = "Lists",
        description = "All watch-lists of an owner",
        type = SchemaType.OBJECT,
        properties = {@SchemaProperty(name = "lists", implementation = ListSchema[].class, description = "By name")})
public interface ListsSchema {}

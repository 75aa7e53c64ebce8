package argus.rest.schema;

import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** What is known about an instrument, for the OpenAPI document. */
@Schema(
        name = "Symbol",
        description = "What is known about an instrument",
        type = SchemaType.OBJECT,
        properties = {
            @SchemaProperty(name = "symbol", type = SchemaType.STRING, description = "In canonical form"),
            @SchemaProperty(name = "name", type = SchemaType.STRING, description = "In the language of its market"),
            @SchemaProperty(
                    name = "english_name",
                    type = SchemaType.STRING,
                    description = "In English or Latin letters"),
            @SchemaProperty(
                    name = "pinyin",
                    type = SchemaType.STRING,
                    description = "The first letters of the name as it is spoken: PAYH"),
            @SchemaProperty(
                    name = "sector",
                    type = SchemaType.STRING,
                    description = "What its issuer does, where it is known: banks, internet, …"),
            @SchemaProperty(
                    name = "type",
                    type = SchemaType.STRING,
                    description = "stock, index, fund, bond, crypto or fx"),
            @SchemaProperty(name = "tick", type = SchemaType.NUMBER, description = "Smallest price step"),
            @SchemaProperty(
                    name = "decimals",
                    type = SchemaType.INTEGER,
                    description = "Decimal places of its usual price"),
            @SchemaProperty(name = "lot", type = SchemaType.NUMBER, description = "Smallest tradable volume"),
            @SchemaProperty(
                    name = "market",
                    type = SchemaType.STRING,
                    description = "SH, SZ, BJ, HK, US, CRYPTO or FX"),
            @SchemaProperty(
                    name = "currency",
                    type = SchemaType.STRING,
                    description = "ISO code, or the quote coin of a pair")
        })
public interface SymbolSchema {}

package argus.source.yahoo.wire;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes messages of the stream as Yahoo does, from the layout. Not thread-safe. */
public final class PricingText {
    private final Map<PricingField, Object> values = new LinkedHashMap<>();
    private boolean news;

    /** A message with its three necessary fields. */
    public static PricingText of(String id, float price, long millis) {
        return new PricingText()
                .with(PricingField.ID, id)
                .with(PricingField.PRICE, price)
                .with(PricingField.TIME, millis);
    }

    /** @param value a text, a float, a double or a long, by the kind of the field */
    public PricingText with(PricingField field, Object value) {
        values.put(field, value);
        return this;
    }

    /** Adds the fields that nobody has described, seen since September 2026. */
    public PricingText withUnknownFields() {
        news = true;
        return this;
    }

    /** The frame of version 1. */
    public String bare() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    /** The frame of version 2. */
    public String envelope() {
        return "{\"type\":\"pricing\",\"message\":\"" + bare() + "\"}";
    }

    public byte[] bytes() {
        var bytes = new ByteArrayOutputStream();
        try {
            var out = CodedOutputStream.newInstance(bytes);
            for (var entry : values.entrySet()) {
                write(out, entry.getKey(), entry.getValue());
            }
            if (news) {
                out.writeFloat(46, -0.002f);
                out.writeFloat(47, -0.17f);
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(CodedOutputStream out, PricingField field, Object value) throws IOException {
        switch (field.kind()) {
            case TEXT -> out.writeString(field.number(), (String) value);
            case FLOAT -> out.writeFloat(field.number(), (Float) value);
            case DOUBLE -> out.writeDouble(field.number(), (Double) value);
            case PLAIN -> out.writeInt64(field.number(), (Long) value);
            case SIGNED -> out.writeSInt64(field.number(), (Long) value);
        }
    }
}

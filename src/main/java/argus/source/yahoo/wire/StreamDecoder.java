package argus.source.yahoo.wire;

import argus.source.DecodeException;
import argus.source.yahoo.wire.PricingField.Kind;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import jakarta.json.Json;
import jakarta.json.JsonException;
import java.io.IOException;
import java.io.StringReader;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Optional;

/**
 * Reads text frames of the stream in both versions: the bare base64 of a message, and that in an envelope of JSON. Fields
 * it does not know are passed over. Stateless.
 */
public final class StreamDecoder {
    private static final int LONGEST_FRAME = 1 << 16;
    private static final int LONGEST_TEXT = 256;

    private StreamDecoder() {}

    /**
     * @return what the frame says; empty for an envelope of another type than pricing
     * @throws DecodeException if it is neither, or the message in it is not one
     */
    public static Optional<Pricing> decode(String frame) {
        if (frame.length() > LONGEST_FRAME) {
            throw new DecodeException("a frame of " + frame.length() + " characters");
        }
        var text = frame.strip();
        if (!text.startsWith("{")) {
            return Optional.of(message(text));
        }
        try (var reader = Json.createReader(new StringReader(text))) {
            var envelope = reader.readObject();
            return envelope.getString("type", "").equals("pricing")
                    ? Optional.of(message(envelope.getString("message", "")))
                    : Optional.empty();
        } catch (JsonException | IllegalStateException | ClassCastException | NumberFormatException e) {
            throw new DecodeException("no envelope: " + shown(text), e);
        }
    }

    private static Pricing message(String base64) {
        try {
            return message(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new DecodeException("no base64: " + shown(base64), e);
        }
    }

    /** @throws DecodeException if the bytes are no pricing message */
    static Pricing message(byte[] bytes) {
        var values = new EnumMap<PricingField, Object>(PricingField.class);
        try {
            var in = CodedInputStream.newInstance(bytes);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                var field = PricingField.of(WireFormat.getTagFieldNumber(tag));
                if (field.isEmpty()
                        || WireFormat.getTagWireType(tag)
                                != wireType(field.get().kind())) {
                    if (!in.skipField(tag)) {
                        throw new DecodeException("a group ends that never began: " + DecodeException.shown(bytes));
                    }
                } else {
                    values.put(field.get(), value(field.get(), in));
                }
            }
        } catch (IOException e) {
            throw new DecodeException("no pricing message: " + DecodeException.shown(bytes), e);
        }
        return new Pricing(values);
    }

    private static int wireType(Kind kind) {
        return switch (kind) {
            case TEXT -> WireFormat.WIRETYPE_LENGTH_DELIMITED;
            case FLOAT -> WireFormat.WIRETYPE_FIXED32;
            case DOUBLE -> WireFormat.WIRETYPE_FIXED64;
            case PLAIN, SIGNED -> WireFormat.WIRETYPE_VARINT;
        };
    }

    private static Object value(PricingField field, CodedInputStream in) throws IOException {
        return switch (field.kind()) {
            case TEXT -> text(in.readStringRequireUtf8());
            case FLOAT -> Numbers.of(in.readFloat());
            case DOUBLE -> Numbers.of(in.readDouble());
            case PLAIN -> in.readInt64();
            case SIGNED -> in.readSInt64();
        };
    }

    private static String text(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new DecodeException("a text of " + text.length() + " characters");
        }
        return text;
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(80, text.length()));
    }
}

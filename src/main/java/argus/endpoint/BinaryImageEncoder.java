package argus.endpoint;

import jakarta.websocket.Encoder;
import java.nio.ByteBuffer;

/** Hands the bytes of a ready image to the container; nothing is serialised again. */
public class BinaryImageEncoder implements Encoder.Binary<BinaryImage> {

    @Override
    public ByteBuffer encode(BinaryImage image) {
        return image.bytes();
    }
}

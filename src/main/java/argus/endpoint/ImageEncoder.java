package argus.endpoint;

import jakarta.websocket.Encoder;

/** Hands the text of a ready image to the container; nothing is serialised again. */
public class ImageEncoder implements Encoder.Text<Image> {

    @Override
    public String encode(Image image) {
        return image.text();
    }
}

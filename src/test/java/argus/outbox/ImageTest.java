package argus.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ImageTest {
    private final LongAdder compressed = new LongAdder();
    private final Gzip gzip = new Gzip(compressed);
    private final Image image = new Image("{\"ts\":1,\"timestamp\":\"é\",\"data\":{}}", 7, 23);

    @Test
    void itemLeavesOutWhatTheBatchSays() {
        assertThat(image.text()).isEqualTo("{\"ts\":1,\"timestamp\":\"é\",\"data\":{}}");
        assertThat(image.item()).isEqualTo("{\"ts\":1,\"data\":{}}").hasSize(image.itemLength());
        var batch = new StringBuilder("[");
        image.appendItem(batch);
        assertThat(batch).hasToString("[{\"ts\":1,\"data\":{}}");
    }

    @Test
    void bytesAreReadByEachFromTheirBeginning() {
        assertThat(read(image.bytes())).isEqualTo(image.text().getBytes(UTF_8));
        assertThat(read(image.bytes())).isEqualTo(image.text().getBytes(UTF_8));
    }

    @Test
    void isCompressedOnce() throws IOException {
        var packed = read(image.gzip(gzip));
        assertThat(read(image.gzip(gzip))).isEqualTo(packed);
        assertThat(compressed.sum()).isOne();
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(read(image.bytes()));
        }
    }

    private static byte[] read(ByteBuffer buffer) {
        assertThat(buffer.isDirect() && buffer.isReadOnly())
                .as("goes to every socket as it is")
                .isTrue();
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}

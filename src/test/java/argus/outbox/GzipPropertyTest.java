package argus.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class GzipPropertyTest {
    private final LongAdder made = new LongAdder();
    private final Gzip gzip = new Gzip(made);

    @Property(tries = 200)
    void anyMessageIsReadBackByOthers(@ForAll @Size(max = 5000) byte[] message) {
        var packed = gzip.pack(message);
        assertThat(unpacked(packed)).isEqualTo(message);
        assertThat(gzip.pack(message)).isEqualTo(packed);
    }

    @Property(tries = 50)
    void whatCannotBeMadeSmallerIsReadBackAsWell(@ForAll Random random, @ForAll @IntRange(max = 200_000) int length) {
        var noise = new byte[length];
        random.nextBytes(noise);
        assertThat(unpacked(gzip.pack(noise))).isEqualTo(noise);
    }

    @Example
    void threadsDoNotDisturbEachOther() {
        var texts = IntStream.range(0, 400)
                .mapToObj(i -> ("{\"seq\":" + i + "},").repeat(i).getBytes())
                .toList();
        var packed = texts.parallelStream().map(gzip::pack).toList();
        assertThat(packed.stream().map(GzipPropertyTest::unpacked)).containsExactlyElementsOf(texts);
        assertThat(made.sum()).isEqualTo(400);
    }

    private static byte[] unpacked(byte[] packed) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

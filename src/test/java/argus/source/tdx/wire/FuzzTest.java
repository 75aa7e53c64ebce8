package argus.source.tdx.wire;

import static org.assertj.core.api.Assertions.assertThat;

import argus.source.DecodeException;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whatever a server sends, reading it ends, makes room for no more than 64 KiB of it, and at worst says that it is nothing. */
class FuzzTest {
    private static final int FRAMES = Integer.getInteger("argus.fuzz", 20_000);
    private static final long SEED = Long.getLong("argus.fuzz.seed", 7_709);
    /** What the records of 64 KiB, the text of an exception and its trace take, with room. */
    private static final long MOST_BYTES = 16 << 20;

    private static final List<TdxCode> CODES = List.of(new TdxCode(0, "000001"), new TdxCode(1, "600008"));

    /** All that can be read of a body. */
    private static final List<Consumer<byte[]>> DECODERS = List.of(
            body -> QuoteDecoder.decode(Command.QUOTES, CODES, body),
            body -> QuoteDecoder.decode(Command.QUOTES_TOP, CODES, body),
            body -> QuoteDecoder.decode(Command.QUOTES_VEILED, CODES, body),
            body -> QuoteDecoder.decode(Command.QUOTE_SINGLE, CODES, body),
            body -> BarDecoder.decode(BarCategory.DAY, false, body),
            body -> BarDecoder.decode(BarCategory.M1, true, body),
            body -> BarDecoder.absolute(BarCategory.DAY, false, body),
            BarDecoder::extended,
            MinuteDecoder::past,
            body -> MinuteDecoder.today(CODES.get(0), body),
            MinuteDecoder::brief,
            TradeDecoder::today,
            TradeDecoder::past,
            AuctionDecoder::decode,
            ReferenceDecoder::count,
            body -> ReferenceDecoder.list(1, body),
            ReferenceDecoder::limits,
            ReferenceDecoder::capitalChanges,
            ReferenceDecoder::finance,
            LoginDecoder::greeting,
            LoginDecoder::heartbeat);

    @Test
    void mutatedFramesAreReadOrRejected() throws IOException {
        var random = new Random(SEED);
        var frames = frames();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int rejected = 0;
        int read = 0;
        for (int n = 0; n < FRAMES; n++) {
            var frame = mutated(frames.get(random.nextInt(frames.size())), random);
            long before = threads.getCurrentThreadAllocatedBytes();
            if (survives(frame, DECODERS.get(random.nextInt(DECODERS.size())))) {
                read++;
            } else {
                rejected++;
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as(() -> HexFormat.of().formatHex(frame))
                    .isLessThan(MOST_BYTES);
        }
        assertThat(rejected).isPositive();
        assertThat(read).isPositive();
    }

    /** @return whether it was read; false if it was rejected as it should be */
    private static boolean survives(byte[] frame, Consumer<byte[]> decoder) throws IOException {
        try {
            decoder.accept(Answer.read(new ByteArrayInputStream(frame)).body());
            return true;
        } catch (DecodeException | EOFException e) {
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + SEED + ": " + HexFormat.of().formatHex(frame), e);
        }
    }

    private static byte[] mutated(byte[] original, Random random) {
        var frame = original.clone();
        int changes = 1 + random.nextInt(4);
        for (int n = 0; n < changes; n++) {
            // half of the changes where lengths and counts stand
            int at = random.nextBoolean() ? 4 + random.nextInt(20) : random.nextInt(frame.length);
            at = Math.min(at, frame.length - 1);
            switch (random.nextInt(4)) {
                case 0 -> frame[at] = (byte) random.nextInt();
                case 1 -> frame[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> frame[at] = (byte) 0xFF;
                default -> frame = Arrays.copyOf(frame, 1 + random.nextInt(frame.length + 8));
            }
        }
        return frame;
    }

    private static List<byte[]> frames() {
        var frames = new ArrayList<byte[]>();
        for (var body : bodies()) {
            frames.add(BodyWriter.answer(1, 0x53E, body, false));
            frames.add(BodyWriter.answer(1, 0x53E, body, true));
        }
        if (Capture.present()) {
            Capture.all().stream()
                    .filter(capture -> !capture.kind().equals("none"))
                    .forEach(capture -> frames.add(BodyWriter.answer(1, capture.command(), capture.body(), false)));
        }
        return frames;
    }

    private static List<byte[]> bodies() {
        var quotes = CODES.stream()
                .map(code -> AnswerBodies.quote(code, 1_082, 14_042_282, 594_018))
                .toList();
        var day = LocalDate.of(2026, 11, 20);
        var bar =
                new TdxBar(day, LocalTime.of(9, 31), 9_000, 9_100, 8_900, 9_050, BigDecimal.TEN, BigDecimal.TEN, null);
        var trade = new TradeDecoder.TdxTrade(LocalTime.of(14, 56), 1_082, 37, 11, 0, 0);
        return List.of(
                AnswerBodies.quotes(Command.QUOTES, quotes),
                AnswerBodies.quotes(Command.QUOTES_VEILED, quotes),
                AnswerBodies.quotes(Command.QUOTE_SINGLE, quotes.subList(0, 1)),
                AnswerBodies.bars(BarCategory.M1, List.of(bar, bar)),
                AnswerBodies.bars(BarCategory.DAY, List.of(bar, bar)),
                AnswerBodies.trades(List.of(trade, trade)),
                AnswerBodies.greeting(LocalDateTime.of(2026, 11, 20, 9, 30, 0), day, "主站"),
                new byte[65_535]);
    }
}

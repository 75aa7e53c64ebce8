package argus.feed;

import static org.assertj.core.api.Assertions.assertThat;

import argus.contract.Contract;
import argus.model.Symbol;
import argus.protocol.MessageWriter;
import argus.protocol.ProtocolException;
import argus.protocol.Samples;
import argus.protocol.request.MessageMutator;
import argus.protocol.request.MessageReader;
import argus.session.ClientRequests;
import argus.session.ClientSession;
import argus.session.Disconnect;
import argus.session.FakeTransport;
import argus.session.FakeTransport.Binary;
import argus.session.FakeTransport.Text;
import argus.session.FakeTransport.Way;
import argus.session.SteppedSessions;
import argus.session.SymbolResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Damaged messages that are still requests are carried out, while the market moves: whatever is answered is by the
 * contract, and nothing fails behind the answer. {@code -Dargus.fuzz=…} says how many messages are made.
 */
class RequestFuzzTest {
    private static final int MESSAGES = Integer.getInteger("argus.fuzz", 50_000) / 5;
    private static final int MESSAGES_OF_A_SESSION = 40;

    /** A schema takes longer than everything else. */
    private static final int HELD_TO_THE_CONTRACT = 7;

    /** A number is echoed as it was; for one like 1e400 the schemas have no name. */
    private static final Pattern BEYOND_DOUBLE = Pattern.compile(".*/(id|client_time): unknown found.*");

    private final SmallHouse house = new SmallHouse();
    private final SteppedSessions stepped = new SteppedSessions(house.sessions);
    private final SymbolResolver symbols = new SymbolResolver() {
        @Override
        public Optional<Symbol> resolve(String spelling) {
            return spelling.isBlank() || spelling.length() > 20
                    ? Optional.empty()
                    : Optional.of((spelling.hashCode() & 1) == 0 ? SmallHouse.BANK : SmallHouse.TEA);
        }

        @Override
        public List<String> suggest(String spelling) {
            return List.of("AAPL.US");
        }

        @Override
        public List<Symbol> expand(String owner, String text) {
            return text.startsWith("#") || text.contains("*")
                    ? List.of(SmallHouse.TEA, SmallHouse.BANK)
                    : resolve(text).stream().toList();
        }
    };
    private final ClientRequests requests = new ClientRequests(
            house.pipeline,
            symbols,
            () -> 30,
            new MessageWriter(house.clock),
            Samples::welcome,
            house.figures::stats,
            house.metrics,
            house.clock);
    private final MessageReader reader = new MessageReader(20_000);
    private final ConcurrentLinkedQueue<LogRecord> failures = new ConcurrentLinkedQueue<>();
    private final Logger logger = Logger.getLogger("argus");
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                failures.add(entry);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private FakeTransport transport = new FakeTransport(Way.AT_ONCE, house.clock);
    private ClientSession session = house.sessions.open(transport);
    private int carriedOut;
    private int updates;
    private int answers;

    @AfterEach
    void close() {
        logger.removeHandler(ear);
        house.close();
    }

    @Test
    void whateverIsStillARequestIsCarriedOut() throws IOException {
        logger.addHandler(ear);
        for (int seed = 0; seed < MESSAGES; seed++) {
            try {
                carryOut(seed);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("message of seed " + seed + ": " + MessageMutator.message(seed), e);
            }
            if (seed % 10 == 0) {
                var price = Integer.toString(5 + seed / 10 % 13);
                house.say(house.quote(SmallHouse.BANK, price), house.quote(SmallHouse.TEA, price));
            }
            if (seed % MESSAGES_OF_A_SESSION == 0) {
                read();
                session.end(Disconnect.LEFT);
                transport = new FakeTransport(Way.AT_ONCE, house.clock);
                session = house.sessions.open(transport);
            }
        }
        assertThat(failures).extracting(LogRecord::getMessage).isEmpty();
        assertThat(carriedOut).as("some are right").isGreaterThan(MESSAGES / 10);
        assertThat(updates).as("some led to updates").isGreaterThan(MESSAGES / 50);
        assertThat(answers).isGreaterThan(MESSAGES / 2);
    }

    private void carryOut(int seed) throws IOException {
        try {
            var message = reader.read(MessageMutator.message(seed));
            requests.handle(session, message);
            carriedOut++;
        } catch (ProtocolException fault) {
            requests.refuse(session, fault);
        }
        if (seed % 5 == 0) {
            read();
        }
    }

    private void read() throws IOException {
        house.settle();
        session.ready(1000);
        stepped.runAll();
        for (var next = transport.read(); next != null; next = transport.read()) {
            var told = told(next);
            if (told == null) {
                continue;
            }
            if (told.contains("\"topic\":") && told.contains("\"seq\":")) {
                updates++;
            }
            answers++;
            if (answers % HELD_TO_THE_CONTRACT == 0) {
                var faults = Contract.faultsOfServer(told);
                if (faults.stream()
                        .noneMatch(fault -> BEYOND_DOUBLE.matcher(fault).matches())) {
                    assertThat(faults).as(told).isEmpty();
                }
            }
        }
    }

    private static String told(FakeTransport.Received received) throws IOException {
        if (received instanceof Text text) {
            return text.text();
        }
        if (received instanceof Binary binary) {
            var bytes = binary.bytes();
            boolean gzip = bytes.length > 1 && bytes[0] == 0x1f;
            return new String(
                    gzip ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes,
                    StandardCharsets.UTF_8);
        }
        return null;
    }
}

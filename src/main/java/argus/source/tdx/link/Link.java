package argus.source.tdx.link;

import argus.source.DecodeException;
import argus.source.tdx.wire.Command;
import argus.source.tdx.wire.LoginDecoder.Greeting;
import argus.source.tdx.wire.QuoteDecoder;
import argus.source.tdx.wire.Request;
import argus.source.tdx.wire.TdxCode;
import argus.source.tdx.wire.TdxQuote;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A connection to a server that has proven to give quotes. For one thread, but any may close it. */
final class Link {
    private static final Logger LOG = System.getLogger(Link.class.getName());
    /** What it costs to open one, at most: two steps of a login and a proof. */
    static final int REQUESTS = 3;

    /** Two that are sure to exist, one of each market. */
    private static final List<TdxCode> KNOWN =
            List.of(new TdxCode(TdxCode.SHENZHEN, "000001"), new TdxCode(TdxCode.SHANGHAI, "600000"));

    private final TdxServer server;
    private final TdxConnection connection;
    private final Instant opened;
    private Instant lastTraffic;

    private Link(TdxServer server, TdxConnection connection, Instant now) {
        this.server = server;
        this.connection = connection;
        opened = now;
        lastTraffic = now;
    }

    /**
     * Connects, and where the server is not known yet has it prove that it gives quotes with the command it is to be asked with.
     *
     * @throws IOException if it does not; the next time it is tried with another command
     */
    static Link open(TdxServer server, Duration timeout, Clock clock) throws IOException {
        var link = new Link(server, TdxConnection.open(server.address(), timeout), clock.instant());
        if (!server.isProven()) {
            var command = server.quotes();
            try {
                link.prove(command);
            } catch (IOException e) {
                link.close();
                server.unreadable(command); // once may be the network
                throw new IOException("no quotes by " + command + ": " + e.getMessage(), e);
            } catch (DecodeException e) {
                link.close();
                server.mark(command);
                throw new IOException("no quotes by " + command + ": " + e.getMessage(), e);
            }
        }
        return link;
    }

    TdxServer server() {
        return server;
    }

    Greeting greeting() {
        return connection.greeting();
    }

    byte[] ask(Request request, Clock clock) throws IOException {
        var body = connection.ask(request);
        lastTraffic = clock.instant();
        return body;
    }

    boolean isOlderThan(Duration age, Clock clock) {
        return Duration.between(opened, clock.instant()).compareTo(age) >= 0;
    }

    boolean isSilentFor(Duration time, Clock clock) {
        return Duration.between(lastTraffic, clock.instant()).compareTo(time) >= 0;
    }

    void close() {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a connection did not close", e);
        }
    }

    private void prove(Command command) throws IOException {
        var body = connection.ask(Request.quotes(command, KNOWN));
        if (QuoteDecoder.decode(command, KNOWN, body).stream().allMatch(TdxQuote::isUnknown)) {
            throw new DecodeException("it has nothing of what is sure to exist");
        }
        server.prove();
    }
}

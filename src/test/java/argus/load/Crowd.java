package argus.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Many clients in one thread. */
final class Crowd {
    private final Selector selector = Selector.open();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(1 << 18);
    private final InetSocketAddress server;
    private final String path;
    private final Random random = new Random(7);

    Crowd(Options options) throws IOException {
        server = new InetSocketAddress(options.text("host"), options.number("port"));
        path = options.text("path");
    }

    /** Has clients come at random instants of a stretch of time, and serves everybody meanwhile. */
    void come(List<Client> clients, long millis) throws IOException {
        long start = System.currentTimeMillis();
        var times = IntStream.range(0, clients.size())
                .mapToLong(i -> start + (long) (random.nextDouble() * millis))
                .sorted()
                .toArray();
        for (int i = 0; i < times.length; i++) {
            serve(times[i]);
            connect(clients.get(i));
        }
        serve(start + millis);
    }

    private void connect(Client client) throws IOException {
        long now = System.currentTimeMillis();
        client.began(
                new Connection(
                        selector,
                        server,
                        path,
                        client::ask,
                        text -> client.frame(text, System.currentTimeMillis()),
                        client::lost),
                now);
    }

    /** Serves everybody until an instant, epoch milliseconds. */
    void serve(long until) throws IOException {
        for (long left = until - System.currentTimeMillis(); left > 0; left = until - System.currentTimeMillis()) {
            selector.select(this::ready, left);
        }
        selector.selectNow(this::ready);
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof Connection connection) {
            connection.ready(scratch);
        }
    }
}

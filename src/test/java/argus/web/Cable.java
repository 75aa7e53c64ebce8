package argus.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP relay to a server that can be cut: then every connection ends at once and new ones end as they begin. */
final class Cable implements AutoCloseable {
    private final ServerSocket entrance;
    private final URI server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    Cable(URI server) throws IOException {
        this.server = server;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("cable", this::accept);
    }

    /** The server's address as seen through this cable. */
    URI url() {
        return URI.create("http://localhost:" + entrance.getLocalPort() + "/");
    }

    void cut() {
        cut = true;
        open.forEach(Cable::end);
    }

    void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        cut();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                var near = entrance.accept();
                open.add(near);
                if (cut) {
                    end(near);
                } else {
                    join(near);
                }
            } catch (IOException e) {
                if (!entrance.isClosed()) {
                    throw new IllegalStateException("the cable is torn", e);
                }
            }
        }
    }

    private void join(Socket near) throws IOException {
        var far = new Socket(server.getHost(), server.getPort());
        open.add(far);
        start("cable-in", () -> copy(near, far));
        start("cable-out", () -> copy(far, near));
    }

    private void copy(Socket from, Socket to) {
        try (InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one end is gone, and with it the connection: that is what a cable is cut for
            end(from);
        }
        end(to);
        open.remove(from);
        open.remove(to);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket that does not close", e);
        }
    }

    private static void start(String name, Runnable work) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}

package argus.source.qmt;

import argus.source.qmt.link.BridgeLink;
import argus.source.qmt.link.BridgeRefusal;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;

/** A bridge that answers at once, or not before the test says so, and pushes what the test says. */
final class ScriptedLink implements BridgeLink {
    final List<String> asked = new ArrayList<>();
    final List<Socket> sockets = new ArrayList<>();
    /** By path without query: what is answered to the query; a missing one is a 404. */
    final Map<String, Function<String, CompletionStage<String>>> answers = new HashMap<>();

    boolean opensSockets = true;
    boolean holdsSockets;
    boolean throwsSockets;
    Consumer<String> heard = path -> {};

    final class Socket implements Line {
        final String path;
        final String request;
        final Listener listener;
        final CompletableFuture<Line> opened = new CompletableFuture<>();
        boolean closed;

        Socket(String path, String request, Listener listener) {
            this.path = path;
            this.request = request;
            this.listener = listener;
        }

        void push(String frame) {
            listener.text(frame);
        }

        void cut() {
            listener.ended("cut");
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    void answer(String path, String text) {
        answers.put(path, query -> CompletableFuture.completedFuture(text));
    }

    void fail(String path, Throwable failure) {
        answers.put(path, query -> CompletableFuture.failedFuture(failure));
    }

    Socket last() {
        return sockets.get(sockets.size() - 1);
    }

    List<Socket> open() {
        return sockets.stream()
                .filter(socket -> socket.opened.isDone() && !socket.opened.isCompletedExceptionally() && !socket.closed)
                .toList();
    }

    long asked(String path) {
        return asked.stream().filter(p -> p.startsWith(path)).count();
    }

    @Override
    public CompletionStage<String> get(String path) {
        asked.add(path);
        heard.accept(path);
        int mark = path.indexOf('?');
        var answer = answers.get(mark < 0 ? path : path.substring(0, mark));
        return answer == null
                ? CompletableFuture.failedFuture(new BridgeRefusal(404, "Not Found"))
                : answer.apply(mark < 0 ? "" : path.substring(mark + 1));
    }

    @Override
    public CompletionStage<Line> open(String path, String request, Listener listener) {
        if (throwsSockets) throw new RejectedExecutionException("no thread");
        var socket = new Socket(path, request, listener);
        sockets.add(socket);
        if (!opensSockets) socket.opened.completeExceptionally(new ConnectException());
        else if (!holdsSockets) socket.opened.complete(socket);
        return socket.opened;
    }
}

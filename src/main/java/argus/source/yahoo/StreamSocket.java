package argus.source.yahoo;

import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One socket to the stream from connecting to its end. Its owner is told in turn, and nothing after the end or after it
 * was closed. Every method is called in turn.
 */
final class StreamSocket {
    private static final String ORIGIN = "https://finance.yahoo.com";
    private static final int LONGEST_MESSAGE = 1 << 16;

    private final Consumer<Runnable> turns;
    private final Owner owner;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private volatile @Nullable WebSocket socket;
    private boolean ended;

    /** Whom a socket belongs to. */
    interface Owner {
        void opened();

        void message(String text);

        /** It is over, once. */
        void ended(String reason);
    }

    /** @param turns runs what it is given alone, or not at all once everything is over */
    StreamSocket(Consumer<Runnable> turns, Owner owner) {
        this.turns = turns;
        this.owner = owner;
    }

    /** Begins to connect. */
    void connect(HttpClient client, YahooSettings settings) {
        client.newWebSocketBuilder()
                .connectTimeout(settings.http().timeout())
                .header("Origin", ORIGIN)
                .header("User-Agent", settings.userAgent())
                .buildAsync(settings.stream(), new Listener())
                .whenComplete((opened, failure) -> {
                    if (failure != null) {
                        end("the stream cannot be reached: " + words(failure));
                    }
                });
    }

    /** Sends behind what is being sent. An end that the JDK does not tell, as happens when it follows a message at once, shows here. */
    void send(String text) {
        var open = socket;
        if (open != null && !ended) {
            sending = sending.thenCompose(sent -> open.sendText(text, true));
            sending.whenComplete((sent, failure) -> {
                if (failure != null) {
                    end("nothing can be sent to the stream: " + words(failure));
                }
            });
        }
    }

    /** Gives it up; the owner is not told. */
    void close() {
        ended = true;
        var open = socket;
        if (open != null) {
            open.abort();
        }
    }

    private void end(String reason) {
        turns.accept(() -> {
            if (!ended) {
                close();
                owner.ended(reason);
            }
        });
    }

    private static String words(Throwable failure) {
        var cause = failure.getCause() == null ? failure : failure.getCause();
        var message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** Called by the socket's own thread, one call at a time. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public void onOpen(WebSocket opened) {
            turns.accept(() -> {
                if (!ended) {
                    socket = opened;
                    owner.opened();
                }
            });
            if (socket == null) {
                opened.abort();
            } else {
                opened.request(1);
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (parts.length() > LONGEST_MESSAGE) {
                end("the stream sent a message that is too long");
                return null;
            }
            if (last) {
                var text = parts.toString();
                parts.setLength(0);
                turns.accept(() -> {
                    if (!ended) {
                        owner.message(text);
                    }
                });
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            end("the stream was closed with " + code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            end("the stream broke: " + words(failure));
        }
    }
}

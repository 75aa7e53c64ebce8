package argus.source.qmt.link;

import argus.source.qmt.link.BridgeLink.Listener;
import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Puts the parts of text frames together and hands each on whole; asks for the next when that has returned. */
final class FrameReader implements WebSocket.Listener {
    private static final int LONGEST = 32 * 1024 * 1024;

    private final Listener listener;
    private final StringBuilder frame = new StringBuilder();

    FrameReader(Listener listener) {
        this.listener = listener;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        if (frame.length() + data.length() > LONGEST) {
            socket.abort();
            listener.ended("a frame is longer than " + LONGEST + " characters");
            return null;
        }
        frame.append(data);
        if (last) {
            var text = frame.toString();
            frame.setLength(0);
            listener.text(text);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        listener.ended("closed by the bridge with " + code + (reason.isEmpty() ? "" : " " + reason));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        listener.ended("the connection broke: " + error);
    }
}

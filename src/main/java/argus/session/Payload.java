package argus.session;

import argus.outbox.Image;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What one frame holds. Immutable. */
sealed interface Payload {

    /** Its length in bytes. */
    int size();

    /** Sends it whole. @return as {@link Transport#send(String, boolean, Transport.Completion)} */
    boolean send(Transport transport, Transport.Completion completion) throws IOException;

    /** Its length in units of its own: characters or bytes. */
    int length();

    /** Where a part that begins there ends, so that it has at most so many bytes. */
    int endOfPart(int from, int bytes);

    /** Sends a part of it, on a blocking transport. */
    void sendPart(Transport transport, int from, int to, Transport.Completion completion) throws IOException;

    /** @param size bytes in UTF-8 */
    record Text(Image image, int size) implements Payload, Transport.Shared {
        @Override
        public String text() {
            return image.text();
        }

        @Override
        public ByteBuffer bytes() {
            return image.bytes();
        }

        @Override
        public boolean send(Transport transport, Transport.Completion completion) throws IOException {
            return transport.send(this, completion);
        }

        @Override
        public int length() {
            return text().length();
        }

        @Override
        public int endOfPart(int from, int bytes) {
            var text = text();
            int widest = size == text.length() ? 1 : 3; // bytes for a character
            int to = Math.min(text.length(), from + bytes / widest);
            return to < text.length() && Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
        }

        @Override
        public void sendPart(Transport transport, int from, int to, Transport.Completion completion)
                throws IOException {
            transport.send(text().substring(from, to), to == length(), completion);
        }
    }

    /** A binary frame. */
    record Binary(ByteBuffer bytes) implements Payload {
        @Override
        public int size() {
            return bytes.limit();
        }

        @Override
        public boolean send(Transport transport, Transport.Completion completion) throws IOException {
            return transport.send(bytes, true, completion);
        }

        @Override
        public int length() {
            return size();
        }

        @Override
        public int endOfPart(int from, int most) {
            return Math.min(size(), from + most);
        }

        @Override
        public void sendPart(Transport transport, int from, int to, Transport.Completion completion)
                throws IOException {
            transport.send(bytes.slice(from, to - from), to == size(), completion);
        }
    }
}

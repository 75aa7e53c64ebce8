package argus.source.tdx.link;

/** Where a server listens. */
public record ServerAddress(String host, int port) {

    /**
     * Reads {@code host} or {@code host:port}.
     *
     * @throws IllegalArgumentException if there is something else behind the colon
     */
    public static ServerAddress of(String text, int usualPort) {
        int colon = text.lastIndexOf(':');
        return colon < 0
                ? new ServerAddress(text.strip(), usualPort)
                : new ServerAddress(
                        text.substring(0, colon).strip(),
                        Integer.parseInt(text.substring(colon + 1).strip()));
    }

    @Override
    public String toString() {
        return host + ':' + port;
    }
}

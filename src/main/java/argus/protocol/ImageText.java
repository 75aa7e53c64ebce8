package argus.protocol;

/**
 * One update as it is sent.
 *
 * @param text the whole message
 * @param from where its {@code timestamp} begins, which is left out in a batch
 * @param to where it ends
 */
public record ImageText(String text, int from, int to) {}

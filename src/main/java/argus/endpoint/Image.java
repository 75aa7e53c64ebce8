package argus.endpoint;

/** A text that is complete: what is sent. */
record Image(String text) {}

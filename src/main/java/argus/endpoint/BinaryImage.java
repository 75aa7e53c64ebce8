package argus.endpoint;

import java.nio.ByteBuffer;

/** A binary frame that is complete: what is sent. */
record BinaryImage(ByteBuffer bytes) {}

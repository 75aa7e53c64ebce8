/**
 * The wire of Yahoo Finance: pricing messages of its stream, answers of its chart and quote services. Written from frames
 * and answers recorded from 2020 to 2026. It asks nobody and keeps nothing; any thread may enter.
 */
@NullMarked
package argus.source.yahoo.wire;

import org.jspecify.annotations.NullMarked;

/**
 * What a QMT bridge sends, in words of ours: rows of xtdata as JSON, read into ticks, bars and market events. Stateless;
 * knows no connection. Any thread may enter.
 */
@NullMarked
package argus.source.qmt.codec;

import org.jspecify.annotations.NullMarked;

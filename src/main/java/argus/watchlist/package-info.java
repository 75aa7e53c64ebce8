/**
 * Watch-lists: symbols under a name, owned by an identity, kept in files. Knows neither who asks for them nor who
 * follows them. Any thread may enter; those that write wait for each other and for the disk.
 */
@NullMarked
package argus.watchlist;

import org.jspecify.annotations.NullMarked;

/**
 * The settings of this server as typed records, one for each prefix, and the system's clock. Ground floor: knows no other
 * room and no CDI; whoever composes the server calls {@link argus.config.ArgusConfig#load} once. Everything is immutable
 * unless it says otherwise, so any thread may enter.
 */
@NullMarked
package argus.config;

import org.jspecify.annotations.NullMarked;

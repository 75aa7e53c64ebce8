/** Load tools with a command line, for figures that no test can vouch for. They need the JDK and nothing else. */
@NullMarked
package argus.load;

import org.jspecify.annotations.NullMarked;

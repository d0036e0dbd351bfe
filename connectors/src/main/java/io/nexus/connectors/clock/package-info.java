/** The machine's clock. In: the operating system's clocks; out: wall time to the microsecond. State: the distance between two clocks,
 * taken again every second. */
@NullMarked
package io.nexus.connectors.clock;

import org.jspecify.annotations.NullMarked;

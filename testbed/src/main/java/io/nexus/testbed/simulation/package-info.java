/** A market of many perpetuals that never was: a seed and a start time come in, market events in feed-time order and back-filled
 * bars go out. State is one path, one book and one order flow per instrument and one market factor; a snapshot holds it all. */
@NullMarked
package io.nexus.testbed.simulation;

import org.jspecify.annotations.NullMarked;

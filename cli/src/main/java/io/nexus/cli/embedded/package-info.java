/** Everything a run needs in one process: data directory, Flink mini cluster, broker, exchange, feed; started and stopped
 * together. State lives in the data directory. */
@NullMarked
package io.nexus.cli.embedded;

import org.jspecify.annotations.NullMarked;

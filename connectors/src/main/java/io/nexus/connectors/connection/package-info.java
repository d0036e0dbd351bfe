/** Where the outside parties are: Kafka, trade history, exchange, feed keys, Flink. In: a file; out: addresses and names of files, never
 * a secret. No state. */
@NullMarked
package io.nexus.connectors.connection;

import org.jspecify.annotations.NullMarked;

/** The processes around the trading job, each with one way of starting, which the embedded run uses too: topics and keys, the feed
 * gateway, the simulated exchange, and what writes control messages. In: connections and configuration; out: Kafka's topics,
 * the exchange's REST interface. State lies in the directory that each process is given. */
@NullMarked
package io.nexus.cli.process;

import org.jspecify.annotations.NullMarked;

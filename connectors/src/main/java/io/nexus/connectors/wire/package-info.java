/**
 * The signed market message on Kafka. In: market events or Kafka records; out: bytes, or authentic events and dead letters.
 * State: the newest heartbeat of each partition, nothing that outlives a restart.
 */
@NullMarked
package io.nexus.connectors.wire;

import org.jspecify.annotations.NullMarked;

/**
 * The feed gateway. In: the messages of one source; out: signed market messages, heartbeats, periodic snapshots and end
 * markers on Kafka, paced by the gateway clock. State: sequences, one book per instrument, a checkpoint file for resuming.
 */
@NullMarked
package io.nexus.connectors.gateway;

import org.jspecify.annotations.NullMarked;

/** Kafka: topics, JSON of the records on them, the deserializer of sources, and two sinks: of what money depends on, and of what is
 * only read. In and out: domain records. State: Kafka's own, and what the sinks have not yet delivered. */
@NullMarked
package io.nexus.connectors.kafka;

import org.jspecify.annotations.NullMarked;

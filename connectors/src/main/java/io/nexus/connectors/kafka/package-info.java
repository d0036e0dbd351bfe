/** Kafka: topics, JSON of the records on them, sources and sinks, and the embedded broker. In and out: domain records; the
 * only state is Kafka's own. */
@NullMarked
package io.nexus.connectors.kafka;

import org.jspecify.annotations.NullMarked;

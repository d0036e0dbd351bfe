/** Kafka: topics and their creation, JSON of the records on them, reading what a topic holds. In and out: domain records; the
 * only state is Kafka's own. */
@NullMarked
package io.nexus.connectors.kafka;

import org.jspecify.annotations.NullMarked;

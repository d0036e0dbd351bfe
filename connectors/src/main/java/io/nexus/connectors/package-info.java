/**
 * One package per outside party: market feeds, exchanges, the simulated exchange, Kafka, trade history, recorded data.
 * Sees the domain, never the models or the layers.
 */
@NullMarked
package io.nexus.connectors;

import org.jspecify.annotations.NullMarked;

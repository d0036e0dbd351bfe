package io.nexus.connectors.kafka;

/** How far the job has come, as written to the progress topic.
 *
 * @param feedTimeMs everything up to it has passed Layers 1 to 6 */
public record JobProgress(long feedTimeMs) {}

package io.nexus.udf.edge;

/** An authentic heartbeat of a market partition that is not from the future.
 *
 * @param feedTimeMs of the heartbeat
 * @param isFlowing whether the partition's newest market event is none that ends a feed; false before the first */
public record PartitionBeat(int partition, long feedTimeMs, boolean isFlowing) {}

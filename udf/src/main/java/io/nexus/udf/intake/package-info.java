/** The head of the symbol chain, the last part of Layer 0 and the feed's clock. In: authentic market events and order events of an
 * instrument, control messages, heartbeats; out: stamped records, the account's ticks and whether the feed is silent; state: per
 * instrument sequence, evaluation count, active orders and counts, kept as long as the instrument exists; control messages by
 * kind; the newest heartbeat of each partition. */
@NullMarked
package io.nexus.udf.intake;

import org.jspecify.annotations.NullMarked;

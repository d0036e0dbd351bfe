/** The head of the symbol chain and the last part of Layer 0. In: authentic market events and order events of an instrument,
 * control messages; out: stamped records; state: per instrument sequence, evaluation count, active orders and counts, kept
 * as long as the instrument exists; control messages by kind. */
@NullMarked
package io.nexus.udf.intake;

import org.jspecify.annotations.NullMarked;

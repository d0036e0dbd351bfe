/** Layer 3: which strategies to trust now. In: signals of one evaluation; out: weights, anomaly and size factor, or the skip.
 * State: one rolling digest per instrument, kept for as long as the instrument is fed. */
@NullMarked
package io.nexus.udf.meta;

import org.jspecify.annotations.NullMarked;

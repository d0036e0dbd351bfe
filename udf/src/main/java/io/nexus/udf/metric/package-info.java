/** Latencies come in, quantiles go out. State: one histogram per metric, lost on restart as metrics are. */
@NullMarked
package io.nexus.udf.metric;

import org.jspecify.annotations.NullMarked;

/** Latencies come in, quantiles go out. State: the last minute and the total of each metric, lost on restart as metrics are. */
@NullMarked
package io.nexus.udf.metric;

import org.jspecify.annotations.NullMarked;

/** Learns from outcomes. In: signal episodes and closed trades; out: control messages with calibration, strategy weights and
 * governance. State per strategy: decayed statistics per confidence bin, the strengths of its last fires, 30 days of trades;
 * under one key: the newest statistics of all strategies and the smoothed weights. Kept for good. */
@NullMarked
package io.nexus.udf.feedback;

import org.jspecify.annotations.NullMarked;

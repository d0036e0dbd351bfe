/**
 * Recorded market data. In: raw venue messages, our own wire messages, klines and lists of instruments, in files; out: market events in feed-time
 * order, or files written from a running feed. State: positions in open files.
 */
@NullMarked
package io.nexus.connectors.recorded;

import org.jspecify.annotations.NullMarked;

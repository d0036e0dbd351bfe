/**
 * Market data, signals, orders, positions and risk as values, and the maths on them. No Flink, no I/O, no logging, no
 * clock: time comes in as an argument.
 */
@NullMarked
package io.nexus.domain;

import org.jspecify.annotations.NullMarked;

package io.nexus.udf.edge;

/** Close of a one-hour bar of any instrument, for value at risk and beta.
 *
 * @param close in quote units, a feature */
public record HourlyClose(String instrument, long closeTimeMs, double close) {}

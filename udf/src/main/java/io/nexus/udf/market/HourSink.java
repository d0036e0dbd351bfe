package io.nexus.udf.market;

/** Hears of every one-hour bar that closes. */
@FunctionalInterface
public interface HourSink {
    void closed(long closeTimeMs, long closeTicks);
}

package io.nexus.domain.skip;

/** The end of one evaluation without an order.
 *
 * @param evaluation the instrument's evaluation sequence
 * @param feedTimeMs of the event that triggered the evaluation
 * @param detail the values and limits behind it, for example {@code mqScore=0.41 limit=0.50}
 * @param value the measured value the gate read, NaN if it has none
 * @param limit the gate's threshold, NaN if it has none
 * @param models versions and SERVING or FALLBACK of the models that took part, as {@code id:version:status,...} */
public record SkipRecord(
        SkipCode code,
        String instrument,
        long evaluation,
        long feedTimeMs,
        String detail,
        double value,
        double limit,
        String models) {}

package io.nexus.lab.detect;

import org.jspecify.annotations.Nullable;

/** How well one strategy found its pattern; ratios in [0, 1], null where there is nothing to divide by.
 *
 * @param market {@code simulated} or {@code recorded}
 * @param planted labels; a pattern with two phases has two
 * @param f1AtAmplitude15 F1 where only labels of an amplitude of at least 1.5 count
 * @param naiveF1 F1 of the first clause of the rule alone
 * @param naiveF1AtAmplitude15 the same for labels of an amplitude of at least 1.5
 * @param directionAccuracy share of the alarms inside planted stretches that are for the right side
 * @param delayMs median time from the start of a pattern to its alarm
 * @param instrumentHours feed time listened to, over all instruments
 * @param fired signal episodes that began
 * @param passed those of them whose confidence then passed the filter
 * @param episodes signal episodes that reached a triple-barrier outcome
 * @param netBps their mean outcome net of spread and two fees
 * @param netBpsInterval half the width of its 95 % interval */
public record Detection(
        String market,
        int planted,
        int decoys,
        @Nullable Double precision,
        @Nullable Double recall,
        @Nullable Double f1,
        @Nullable Double f1AtAmplitude15,
        @Nullable Double naiveF1,
        @Nullable Double naiveF1AtAmplitude15,
        @Nullable Double directionAccuracy,
        @Nullable Double delayMs,
        @Nullable Double falseAlarmsPerInstrumentHour,
        double instrumentHours,
        long fired,
        long passed,
        long episodes,
        @Nullable Double netBps,
        @Nullable Double netBpsInterval) {
    static Detection of(String market, int decoys, Score score, Score naive, Heard heard) {
        return new Detection(
                market,
                score.labels(),
                decoys,
                known(score.precision()),
                known(score.recall()),
                known(score.f1()),
                known(score.f1OfStrong()),
                known(naive.f1()),
                known(naive.f1OfStrong()),
                known(score.directionAccuracy()),
                known(score.delayMs()),
                known(score.falseAlarms() / heard.instrumentHours()),
                heard.instrumentHours(),
                heard.fired(),
                heard.passed(),
                heard.net().episodes(),
                known(heard.net().meanBps()),
                known(heard.net().intervalBps()));
    }

    /** What was listened to, beside the alarms.
     *
     * @param instrumentHours feed time over all instruments
     * @param fired signal episodes that began
     * @param passed those of them that passed the confidence filter when they began */
    record Heard(double instrumentHours, EpisodeNet net, long fired, long passed) {}

    private static @Nullable Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }
}

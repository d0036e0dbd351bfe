package io.nexus.lab.detect;

import io.nexus.lab.plant.PlantLabel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Alarms held against labels, one to one: each label takes the first alarm of its side within its stretch and a half-life behind it
 * that no earlier label took; every other alarm is false.
 *
 * @param matches labels with an alarm
 * @param falseAlarms alarms without a label
 * @param strong labels of an amplitude of at least 1.5
 * @param strongMatches those of them with an alarm
 * @param inside alarms inside any label's stretch on either side, and {@code right} those of its side
 * @param delayMs median time from a label's start to its alarm; NaN without any */
record Score(
        int labels,
        int matches,
        int falseAlarms,
        int strong,
        int strongMatches,
        int inside,
        int right,
        double delayMs) {
    static final double STRONG = 1.5;

    static Score of(List<PlantLabel> labels, List<Alarm> alarms, long halfLifeMs) {
        List<PlantLabel> inOrder = new ArrayList<>(labels);
        inOrder.sort(Comparator.comparingLong(PlantLabel::startMs));
        boolean[] isTaken = new boolean[alarms.size()];
        List<Long> delaysMs = new ArrayList<>();
        int strong = 0;
        int strongMatches = 0;
        for (PlantLabel label : inOrder) {
            boolean isStrong = label.amplitude() >= STRONG;
            strong += isStrong ? 1 : 0;
            int at = first(label, alarms, isTaken, halfLifeMs);
            if (at >= 0) {
                isTaken[at] = true;
                delaysMs.add(alarms.get(at).timeMs() - label.startMs());
                strongMatches += isStrong ? 1 : 0;
            }
        }
        int inside = 0;
        int right = 0;
        for (Alarm alarm : alarms) {
            List<PlantLabel> around = inOrder.stream()
                    .filter(label -> isInside(label, alarm, halfLifeMs))
                    .toList();
            inside += around.isEmpty() ? 0 : 1;
            right += around.stream().anyMatch(label -> label.side() == alarm.side()) ? 1 : 0;
        }
        int matches = delaysMs.size();
        return new Score(
                labels.size(),
                matches,
                alarms.size() - matches,
                strong,
                strongMatches,
                inside,
                right,
                median(delaysMs));
    }

    private static int first(PlantLabel label, List<Alarm> alarms, boolean[] isTaken, long halfLifeMs) {
        for (int i = 0; i < alarms.size(); i++) {
            Alarm alarm = alarms.get(i);
            if (!isTaken[i] && alarm.side() == label.side() && isInside(label, alarm, halfLifeMs)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isInside(PlantLabel label, Alarm alarm, long halfLifeMs) {
        return alarm.instrument().equals(label.instrument())
                && alarm.timeMs() >= label.startMs()
                && alarm.timeMs() <= label.endMs() + halfLifeMs;
    }

    private static double median(List<Long> values) {
        return values.isEmpty()
                ? Double.NaN
                : values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** Share of alarms that were right; NaN without any. */
    double precision() {
        return ratio(matches, matches + falseAlarms);
    }

    /** Share of labels found; NaN without any. */
    double recall() {
        return ratio(matches, labels);
    }

    double f1() {
        return f1(matches, falseAlarms, labels);
    }

    /** The same where only labels of an amplitude of at least 1.5 count; alarms matched to weaker ones are neither right nor
     * false. */
    double f1OfStrong() {
        return f1(strongMatches, falseAlarms, strong);
    }

    double directionAccuracy() {
        return ratio(right, inside);
    }

    private static double f1(int hits, int falseAlarms, int wanted) {
        return ratio(2 * hits, hits + falseAlarms + wanted);
    }

    private static double ratio(int part, int whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }
}

package io.nexus.udf.position;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.order.EntryPlan;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.input.EvaluationView;

/** One open position at an evaluation that Layer 1 assessed. R is the distance from the mean entry to the first stop. Not
 * thread-safe. */
public final class PositionView {
    private static final double HOUR_MS = 3_600_000;

    private final EvaluationView evaluation = new EvaluationView();
    private double riskTicks;
    private double unrealized;
    private double best;
    private double worst;
    private double hours;
    private double confidence;
    private double target;
    private double stop;

    /** A view that shows nothing yet. */
    public PositionView() {}

    /** Shows a position that is not flat, at the newest touch that it has taken.
     *
     * @throws NullPointerException if the evaluation has neither facts nor assessment */
    public void show(Observed observed, OpenPosition position, Instrument instrument) {
        evaluation.show(observed);
        double entryTicks = position.ledger.averageEntryTicks(instrument);
        double distance = position.sign() * (entryTicks - position.initialStopTicks);
        boolean hasRisk = position.initialStopTicks > 0 && distance > 0;
        riskTicks = hasRisk ? distance : Double.NaN;
        int sign = position.sign();
        long price = position.triggerTicks();
        boolean hasTouch = position.hasTouch();
        unrealized = hasTouch ? sign * (price - entryTicks) / riskTicks : Double.NaN;
        best = extreme(sign * (position.bestTicks - entryTicks), position.bestTicks);
        worst = extreme(sign * (entryTicks - position.worstTicks), position.worstTicks);
        hours = Math.max(0, observed.stamped().feedTimeMs() - position.openedAtMs) / HOUR_MS;
        EntryPlan plan = position.entry.intent.plan();
        confidence = plan == null ? Double.NaN : plan.confidence();
        boolean hasTarget = hasTouch && position.takeProfitTicks > 0;
        target = hasTarget ? sign * (position.takeProfitTicks - price) / riskTicks : Double.NaN;
        boolean hasStop = hasTouch && position.stopTicks > 0;
        stop = hasStop ? sign * (price - position.stopTicks) / riskTicks : Double.NaN;
    }

    /** In R, at least 0; NaN before the first touch. */
    private double extreme(double ticks, long atTicks) {
        return atTicks == 0 ? Double.NaN : Math.max(0, ticks / riskTicks);
    }

    EvaluationView evaluation() {
        return evaluation;
    }

    double unrealized() {
        return unrealized;
    }

    double best() {
        return best;
    }

    double worst() {
        return worst;
    }

    double hours() {
        return hours;
    }

    double confidence() {
        return confidence;
    }

    double target() {
        return target;
    }

    double stop() {
        return stop;
    }
}

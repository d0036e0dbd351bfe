package io.nexus.udf.strategy;

import io.nexus.domain.check.Check;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.market.InstrumentScale;
import io.nexus.udf.market.MarketContext;
import io.nexus.udf.market.SecondSeries;
import java.io.Serializable;
import java.util.Arrays;

/** Predicts the mid's return over the next seconds from order flow and queues by recursive least squares with forgetting (Cont,
 * Kukanov and Stoikov 2014; Xu, Gould and Howison 2018; Kyle 1985), and follows what exceeds a taker's cost. Learns once a second,
 * only from features whose outcome is known.
 *
 * @param forgetting weight of the past per second, in (0, 1)
 * @param minCosts least prediction in costs (spread, two fees, slippage) that fires; 0.001 to 1,000
 * @param slippageBps assumed slippage of both executions together, in bp; 0 to 100
 * @param leastSamples seconds learnt from before it speaks; 1 to 86,400 */
public record MarketMicrostructure(double forgetting, double minCosts, double slippageBps, long leastSamples)
        implements Strategy, Serializable {
    private static final int AHEAD_SECONDS = 5;
    /** Six inputs beside the constant, and the return of the last second. */
    private static final int WIDTH = 8;
    /** Initial variance of the weights: nothing is known. */
    private static final double FIRST_VARIANCE = 1e3;
    /** Directions that are not excited for long must not blow up: the covariance is reset beyond this. */
    private static final double MOST_VARIANCE = 1e9;

    public MarketMicrostructure {
        Check.inOpenUnitInterval("forgetting", forgetting);
        Check.inRange("minCosts", minCosts, 0.001, 1_000);
        Check.inRange("slippageBps", slippageBps, 0, 100);
        Check.inRange("leastSamples", leastSamples, 1, 86_400);
    }

    public static MarketMicrostructure defaults() {
        return new MarketMicrostructure(0.999, 1, 1, 600);
    }

    /** What it remembers: the regression and the features of the last seconds. */
    public static final class State {
        public long seconds;
        public long samples;
        public double[] weights = new double[WIDTH];
        public double[] covariance = identity();
        /** Features of the last seconds, a ring by second. */
        public double[] past = new double[(AHEAD_SECONDS + 1) * WIDTH];

        public long pastCount;
        public double predictedBps;
        public double costBps;
        /** Scratch of one step. */
        private final transient double[] gain = new double[WIDTH];

        /** For the serializer. */
        public State() {}
    }

    private static double[] identity() {
        double[] matrix = new double[WIDTH * WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            matrix[i * WIDTH + i] = FIRST_VARIANCE;
        }
        return matrix;
    }

    @Override
    public StrategyId id() {
        return StrategyId.MARKET_MICROSTRUCTURE;
    }

    @Override
    public void step(StrategyMemories memories, MarketTick tick, Trigger out) {
        State state = memories.marketMicrostructure;
        MarketContext market = tick.market();
        if (market.seconds.count == state.seconds) {
            return;
        }
        boolean isGap = market.seconds.count != state.seconds + 1;
        state.seconds = market.seconds.count;
        if (isGap) {
            state.pastCount = 0;
        }
        boolean isReady = market.flow.hasQuote && market.hasDepthImbalance && market.seconds.has(AHEAD_SECONDS + 1);
        if (!isReady) {
            state.pastCount = 0;
            return;
        }
        int now = (int) (state.pastCount % (AHEAD_SECONDS + 1)) * WIDTH;
        features(market, state.past, now);
        state.pastCount++;
        if (state.pastCount > AHEAD_SECONDS) {
            int then = (int) (state.pastCount % (AHEAD_SECONDS + 1)) * WIDTH;
            double outcome = market.seconds.closedReturn(AHEAD_SECONDS) * 1e4;
            learn(state, then, outcome);
        }
        predict(state, now, tick, out);
    }

    /** Writes the features of the second just closed; all near one in size. */
    private static void features(MarketContext market, double[] into, int at) {
        SecondSeries seconds = market.seconds;
        double touchDepth = Math.max(1, market.flow.touchDepth.mean);
        double levelDepth = Math.max(1, market.flow.levelDepth.mean);
        double queues = (double) market.bidLots + market.askLots;
        into[at] = 1;
        into[at + 1] = market.flow.touch.sum / touchDepth / 10;
        into[at + 2] = market.flow.levelFlow() / levelDepth / 10;
        into[at + 3] = queues > 0 ? (market.bidLots - (double) market.askLots) / queues : 0;
        into[at + 4] = market.depthImbalance;
        into[at + 5] = (market.micropriceTicks() - market.midTicks()) / market.midTicks() * 1e4;
        into[at + 6] = (seconds.delta.ago(0) - seconds.delta.ago(AHEAD_SECONDS)) / touchDepth / 10;
        into[at + 7] = seconds.closedReturn(1) * 1e4;
    }

    /** One step of recursive least squares towards an outcome in bp. */
    private void learn(State state, int at, double outcomeBps) {
        double[] p = state.covariance;
        double[] gain = state.gain;
        double scale = forgetting;
        double error = outcomeBps;
        for (int i = 0; i < WIDTH; i++) {
            double sum = 0;
            for (int k = 0; k < WIDTH; k++) {
                sum += p[i * WIDTH + k] * state.past[at + k];
            }
            gain[i] = sum;
            scale += state.past[at + i] * sum;
            error -= state.weights[i] * state.past[at + i];
        }
        for (int i = 0; i < WIDTH; i++) {
            state.weights[i] += gain[i] / scale * error;
        }
        boolean isSound = true;
        for (int i = 0; i < WIDTH; i++) {
            for (int k = 0; k < WIDTH; k++) {
                p[i * WIDTH + k] = (p[i * WIDTH + k] - gain[i] * gain[k] / scale) / forgetting;
            }
            double variance = p[i * WIDTH + i];
            isSound &= variance > 0 && variance < MOST_VARIANCE;
        }
        if (!isSound) {
            state.covariance = identity();
        }
        state.samples++;
    }

    /** What a taker pays to get in and out, in bp. */
    public double costBps(MarketContext market, InstrumentScale scale) {
        return market.spreadBps() + 2 * scale.takerFeeBps() + slippageBps;
    }

    private void predict(State state, int at, MarketTick tick, Trigger out) {
        double predicted = 0;
        for (int i = 0; i < WIDTH; i++) {
            predicted += state.weights[i] * state.past[at + i];
        }
        state.predictedBps = predicted;
        state.costBps = costBps(tick.market(), tick.scale());
        if (state.samples >= leastSamples && Math.abs(predicted) > minCosts * state.costBps) {
            out.fire(predicted, Math.abs(predicted) / state.costBps);
        }
    }

    @Override
    public String why(StrategyMemories memories, MarketTick tick) {
        State state = memories.marketMicrostructure;
        return "predictedBps=" + state.predictedBps + " costBps=" + state.costBps + " weights="
                + Arrays.toString(state.weights);
    }
}

package io.nexus.udf.testkit;

import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.Calibration;
import io.nexus.domain.control.Governance;
import io.nexus.domain.control.StrategyWeights;
import io.nexus.domain.feature.FeatureSchema;
import io.nexus.domain.market.Freshness;
import io.nexus.domain.market.MarketEvent;
import io.nexus.domain.market.MarketEventKind;
import io.nexus.domain.market.Side;
import io.nexus.domain.quality.Assessment;
import io.nexus.domain.quality.Dimensions;
import io.nexus.domain.quality.Grade;
import io.nexus.domain.quality.Regime;
import io.nexus.domain.signal.Signal;
import io.nexus.domain.signal.StrategyId;
import io.nexus.udf.edge.ControlView;
import io.nexus.udf.edge.MarketFacts;
import io.nexus.udf.edge.Observed;
import io.nexus.udf.edge.Signaled;
import io.nexus.udf.edge.Stamped;
import io.nexus.udf.edge.StampedKind;
import io.nexus.udf.market.MarketContext;
import java.util.Arrays;
import java.util.List;

/** Evaluations in an ordinary market, one field changed at a time. */
public final class Evaluations {
    public static final String BTC = "BINANCE|USDM|BTCUSDT";
    public static final long AT_MS = 1_723_075_200_000L;

    public String instrument = BTC;
    public long evaluation = 7;
    public boolean hasActiveOrder;
    public double returnPercentile = 0.5;
    public double spreadPercentile = 0.5;
    public boolean isCold;
    public Regime regime = Regime.TRENDING_UP;
    public boolean areModelsServing;
    public double[] features = features();
    public double[] scores = filled(StrategyId.COUNT, 0.6);
    public double[] thresholdAdjustments = new double[5];
    public Calibration calibration = calibration(0.6, 4);
    public AccountSnapshot account;
    public MarketEventKind eventKind = MarketEventKind.TRADE;

    /** Value i at feature i. */
    private static double[] features() {
        double[] features = new double[FeatureSchema.SIZE];
        Arrays.setAll(features, i -> i);
        return features;
    }

    public static double[] filled(int size, double value) {
        double[] values = new double[size];
        Arrays.fill(values, value);
        return values;
    }

    public static Calibration calibration(double pWin, double netBps) {
        int bins = StrategyId.COUNT * Calibration.BINS;
        return new Calibration(
                filled(bins, 50),
                filled(bins, 0.9),
                filled(bins, netBps),
                filled(bins, pWin),
                new double[StrategyId.COUNT * Calibration.QUANTILES],
                0);
    }

    public static Signal signal(StrategyId strategy, Side side, double confidence) {
        return new Signal(strategy, side, 1, 0.8, confidence, AT_MS, strategy.halfLifeMs(), "test");
    }

    public Signaled with(Signal... kept) {
        return new Signaled(observed(), List.of(), List.of(kept), List.of(kept));
    }

    public Observed observed() {
        MarketFacts facts = new MarketFacts(
                features, 1000, 1002, 30, 40, 2, 25, 0.2, 66, returnPercentile, spreadPercentile, 0.0001, 20, isCold);
        MarketContext context = new MarketContext();
        context.quality.returnFourHoursSigmas = 66;
        return new Observed(stamped(), context, true, 1000, 1002, facts, assessment(), null);
    }

    private Assessment assessment() {
        double[] probabilities = new double[Regime.COUNT];
        probabilities[Regime.TRENDING_UP.column()] = 0.7;
        probabilities[Regime.RANGING.column()] = 0.2;
        probabilities[Regime.VOLATILE.column()] = 0.1;
        return new Assessment(
                new Dimensions(0.7, 0.6, 0.5, 0.4, 0.3, 0.2),
                0.62,
                Grade.B,
                regime,
                Regime.TRENDING_UP,
                0.7,
                probabilities,
                0.55,
                0.4,
                areModelsServing,
                areModelsServing,
                areModelsServing);
    }

    private Stamped stamped() {
        Governance identity = Governance.identity();
        Governance governance = new Governance(
                identity.modelWeights(), thresholdAdjustments, identity.riskScalers(), identity.retrainFlags(), 0);
        ControlView control = new ControlView(
                TradingState.ACTIVE, new StrategyWeights(scores, 3, 0), calibration, governance, account, 42);
        return new Stamped(
                StampedKind.MARKET,
                instrument,
                event(),
                null,
                evaluation,
                null,
                hasActiveOrder,
                control,
                AT_MS + evaluation,
                1_000);
    }

    private MarketEvent event() {
        return new MarketEvent(
                eventKind,
                instrument,
                1,
                AT_MS,
                AT_MS - 20,
                AT_MS + 5,
                false,
                Freshness.FRESH,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}

package io.nexus.udf.input;

import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.quality.Assessment;
import io.nexus.domain.quality.Regime;
import io.nexus.domain.quality.RegimeGroup;
import io.nexus.domain.signal.StrategyId;
import io.nexus.models.input.RoleInputIds;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Layer 3's site: an assessed market, the feedback's scores, the account as it was last published. */
public final class EvaluationInputs {
    private static final double DAY_MS = 86_400_000;
    private static final double CLASSES = 2.0;

    /** Of an assessment alone. */
    private static final InputRegistry<Assessment> ASSESSMENT = assessment();

    public static final InputRegistry<EvaluationView> SITE = site();

    private EvaluationInputs() {}

    /** Code of a regime's group: 0 trending, 0.5 ranging, 1 volatile. */
    public static double regimeCode(RegimeGroup group) {
        return group.column() / CLASSES;
    }

    private static InputRegistry<Assessment> assessment() {
        InputRegistry.Builder<Assessment> site = InputRegistry.at("an assessment");
        site.add("regime_code", assessment -> regimeCode(assessment.regime().group()))
                .add("final_volatility", Assessment::finalVolatility)
                .add("volatility_pct", Assessment::volatilityPercentile)
                .add("mq_score", Assessment::mqScore)
                .add("liquidity_score", assessment -> assessment.dimensions().liquidity())
                .add("regime_confidence", Assessment::regimeConfidence);
        for (Regime regime : Regime.values()) {
            int column = regime.column();
            if (column < Regime.COUNT) {
                String id = "p_" + regime.name().toLowerCase(Locale.ROOT);
                site.add(id, assessment -> assessment.regimeProbabilities()[column]);
            }
        }
        return site.build();
    }

    private static InputRegistry<EvaluationView> site() {
        InputRegistry.Builder<EvaluationView> site = InputRegistry.at("Layer 3");
        site.addAll(EvaluationView::market, MarketInputs.SITE).addAll(EvaluationView::assessment, ASSESSMENT);
        for (StrategyId strategy : StrategyId.values()) {
            int column = strategy.column();
            site.add("score_" + name(strategy), view -> view.score(column));
        }
        for (int model = 0; model < RoleInputIds.TRUST.size(); model++) {
            int index = model;
            site.add(RoleInputIds.TRUST.get(model), view -> view.trust(index));
        }
        site.add("gross_exposure", of(AccountSnapshot::grossExposureRatio))
                .add("open_positions", of(account -> (double) account.openPositions()))
                .add("drawdown", of(AccountSnapshot::drawdownRatio))
                .add("daily_pnl", of(AccountSnapshot::dailyPnlRatio))
                .add("weekly_pnl", of(AccountSnapshot::weeklyPnlRatio))
                .add("margin_use", of(AccountSnapshot::marginUseRatio))
                .add("symbol_exposure", view -> Double.NaN)
                .add("days_since_trade", EvaluationInputs::daysSinceTrade)
                .add("last_outcome", of(AccountSnapshot::lastOutcomeBps))
                .add("portfolio_correlation", view -> Double.NaN);
        return site.build();
    }

    private static double daysSinceTrade(EvaluationView view) {
        AccountSnapshot account = view.account();
        return account == null
                ? Double.NaN
                : Math.min(1, Math.max(0, view.feedTimeMs() - account.lastTradeAtMs()) / DAY_MS);
    }

    /** Of the account; unknown until it is published. */
    private static ToDoubleFunction<EvaluationView> of(ToDoubleFunction<AccountSnapshot> reader) {
        return view -> {
            AccountSnapshot account = view.account();
            return account == null ? Double.NaN : reader.applyAsDouble(account);
        };
    }

    /** A strategy's key as part of an id. */
    static String name(StrategyId strategy) {
        return strategy.key().replace('-', '_');
    }
}

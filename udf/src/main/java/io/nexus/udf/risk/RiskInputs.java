package io.nexus.udf.risk;

import io.nexus.domain.decision.Candidate;
import io.nexus.models.input.InputDictionary;
import io.nexus.udf.input.EvaluationInputs;
import io.nexus.udf.input.InputRegistry;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Layer 6's site: the market as the candidate carries it, what Layers 1 to 5 said, the book, and the order once it is proposed. */
final class RiskInputs {
    private static final double LEAST_USD = 1;

    static final InputRegistry<RiskView> SITE = site();

    private RiskInputs() {}

    private static InputRegistry<RiskView> site() {
        InputRegistry.Builder<RiskView> site = InputRegistry.at("Layer 6");
        List<String> market = InputDictionary.marketIds();
        for (int i = 0; i < market.size(); i++) {
            int place = i;
            site.add(market.get(i), view -> view.candidate().marketInput(place));
        }
        decision(site);
        book(site);
        order(site, market);
        return site.build();
    }

    private static void decision(InputRegistry.Builder<RiskView> site) {
        site.add(
                        "regime_code",
                        of(entry -> EvaluationInputs.regimeCode(entry.regime().group())))
                .add("final_volatility", of(Candidate::finalVolatility))
                .add("volatility_pct", of(Candidate::volatilityPercentile))
                .add("mq_score", of(Candidate::mqScore))
                .add("liquidity_score", of(Candidate::liquidityScore))
                .add("anomaly_score", of(Candidate::anomalyScore))
                .add("aggregated_signal", of(Candidate::aggregatedSignal))
                .add("signal_strength", of(Candidate::signalStrength))
                .add("signals_used", of(entry -> (double) entry.contributions().size()))
                .add("agreement", of(Candidate::agreement))
                .add("uncertainty", of(Candidate::uncertainty))
                .add("side", RiskView::side)
                .add("router_confidence", RiskView::routerConfidence)
                .add("value_estimate", of(Candidate::valueEstimateBps))
                .add("p_win", of(Candidate::pWin))
                .add("accuracy_30d", RiskView::accuracy)
                .add("size_ratio", RiskView::sizeRatio)
                .add("trend_along", view -> view.side() * view.candidate().hourlyTrendSlope())
                .add("signal_along", view -> view.side() * view.candidate().aggregatedSignal());
    }

    private static void book(InputRegistry.Builder<RiskView> site) {
        site.add("gross_exposure", RiskView::grossExposure)
                .add("net_exposure", RiskView::netExposure)
                .add("symbol_exposure", RiskView::symbolExposure)
                .add("margin_use", RiskView::marginUse)
                .add("open_positions", RiskView::openPositions)
                .add("drawdown", RiskView::drawdown)
                .add("daily_pnl", RiskView::dailyPnl)
                .add("weekly_pnl", RiskView::weeklyPnl)
                .add("recent_loss", RiskView::recentLossBps)
                .add("last_outcome", RiskView::lastOutcomeBps)
                .add("days_since_trade", RiskView::daysSinceTrade)
                .add("var_use", RiskView::varUse)
                .add("beta_btc", RiskView::beta)
                .add("corr_book", view -> view.correlations().book)
                .add("corr_book_24h", view -> view.correlations().bookDay)
                .add("corr_max", view -> view.correlations().largest)
                .add("corr_mean", view -> view.correlations().mean)
                .add("book_volatility", view -> view.correlations().bookVolatility);
    }

    private static void order(InputRegistry.Builder<RiskView> site, List<String> market) {
        int volume = market.indexOf("ln_volume_60s");
        site.add("order_to_depth", RiskView::orderToDepth)
                .add("order_to_volume", view -> {
                    double traded = Math.expm1(view.candidate().marketInput(volume));
                    return view.orderUsd() / Math.max(LEAST_USD, traded);
                })
                .add("limit_distance", RiskView::limitDistanceBps)
                .add("order_type", view -> 0);
    }

    private static ToDoubleFunction<RiskView> of(ToDoubleFunction<Candidate> reader) {
        return view -> reader.applyAsDouble(view.candidate());
    }
}

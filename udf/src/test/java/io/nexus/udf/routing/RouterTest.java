package io.nexus.udf.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nexus.domain.control.Governance;
import io.nexus.domain.decision.Candidate;
import io.nexus.domain.instrument.Market;
import io.nexus.domain.market.Side;
import io.nexus.domain.signal.Contribution;
import io.nexus.domain.signal.StrategyId;
import io.nexus.domain.skip.SkipCode;
import io.nexus.models.input.InputDictionary;
import io.nexus.models.role.ModelStatus;
import io.nexus.models.role.ModelUse;
import io.nexus.models.role.Route;
import io.nexus.udf.edge.Aggregated;
import io.nexus.udf.edge.Weighted;
import io.nexus.udf.testkit.Catalogs;
import io.nexus.udf.testkit.Evaluations;
import io.nexus.udf.testkit.Markets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
    private static final String ACCOUNT = "SIM|USDM|main";
    private static final ModelUse MODEL = new ModelUse(5, "9", ModelStatus.SERVING);

    private final Evaluations market = new Evaluations();
    private Map<Market, String> accounts = Map.of(Market.USDM, ACCOUNT);

    private Router router() {
        return new Router(
                RoutingConfig.defaults(), Catalogs.shipped().use(4), new TradedMarkets(Markets.catalog(), accounts));
    }

    private Aggregated aggregated(double signal, double strength) {
        Side side = Side.ofSign(signal);
        Weighted weighted = new Weighted(
                market.with(),
                Evaluations.filled(StrategyId.COUNT, 0.6),
                0.4,
                new double[] {1, 0, 0},
                0.5,
                "3:f:FALLBACK");
        List<Contribution> parts = List.of(
                new Contribution(StrategyId.VWAP_REVERSION, side.sign(), 0.8, 0.95, 0.9),
                new Contribution(StrategyId.CUMULATIVE_DELTA, side.sign(), 0.7, 0.55, 0.4),
                new Contribution(StrategyId.ORDER_BOOK_IMBALANCE, -side.sign(), 0.7, 0.55, 0.3));
        return new Aggregated(weighted, signal, strength, 0.8, side, parts);
    }

    private SkipCode code(double signal, double strength) {
        RoutingOutcome outcome = router().decide(aggregated(signal, strength));
        return outcome.skip() == null ? null : outcome.skip().code();
    }

    private SkipCode routed(double buy, double sell, double confidence) {
        Route route = new Route(buy, sell, confidence, 5, MODEL);
        RoutingOutcome outcome = router().decide(aggregated(0.5, 0.8), route, 0.6);
        return outcome.skip() == null ? null : outcome.skip().code();
    }

    @Test
    void aCandidateCarriesWhatRiskNeeds() {
        int vwap = StrategyId.VWAP_REVERSION.column() * 10 + 9;
        int delta = StrategyId.CUMULATIVE_DELTA.column() * 10 + 1;
        int book = StrategyId.ORDER_BOOK_IMBALANCE.column() * 10 + 1;
        market.calibration.pWin()[vwap] = 0.7;
        market.calibration.pWin()[delta] = 0.5;
        market.calibration.pWin()[book] = 0.01;
        market.calibration.meanNetBps()[vwap] = 10;
        market.calibration.meanNetBps()[delta] = -2;
        market.calibration.meanNetBps()[book] = 99;

        Candidate candidate = router().decide(aggregated(-0.4, 0.75)).candidate();

        double first = 0.9 * 0.8;
        double second = 0.4 * 0.7;
        assertThat(candidate.pWin()).isCloseTo((0.7 * first + 0.5 * second) / (first + second), within(1e-12));
        assertThat(candidate.valueEstimateBps()).isCloseTo((10 * first - 2 * second) / (first + second), within(1e-12));
        assertThat(candidate.account()).isEqualTo(ACCOUNT);
        assertThat(candidate.side()).isEqualTo(Side.SELL);
        assertThat(candidate.depthLots()).isEqualTo(30);
        assertThat(candidate.feedTimeMs()).isEqualTo(Evaluations.AT_MS + 7);
        assertThat(candidate.triggerSentAtWallMs()).isEqualTo(Evaluations.AT_MS + 5);
        assertThat(candidate.intakeAtWallNs()).isEqualTo(1_000);
        assertThat(candidate.sizeFactor()).isEqualTo(0.5);
        assertThat(candidate.routerConfidence()).isEqualTo(0.75);
        assertThat(candidate.uncertainty()).isCloseTo(0.2, within(1e-12));
        assertThat(candidate.controlVersion()).isEqualTo(42);
        assertThat(candidate.marketInputs()).hasSize(InputDictionary.MARKET.size());
        assertThat(candidate.marketInput(InputDictionary.marketIds().indexOf("qi_1")))
                .isEqualTo(37);
        assertThat(candidate.marketInput(InputDictionary.marketIds().indexOf("ret_4h")))
                .isEqualTo(66);
        assertThat(candidate.marketInput(1_000)).isNaN();
        assertThat(candidate.models())
                .isEqualTo("3:f:FALLBACK,4:1:SERVING,7:identity:FALLBACK,5:aggregate-sign:FALLBACK");
        assertThat(router().decide(aggregated(0.4, 0.75)).candidate().depthLots())
                .isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource({
        "0.6, 0.1, L5_HOLD",
        "0.5999999, 0.1, L5_HOLD",
        "0.6000001, 0.1, ",
        "0.61, 0.66, L5_DIRECTION_CONFLICT",
        "0.66, 0.61, ",
        "0.65, 0.61, L5_HOLD",
        "0.75, 0.625, ",
        "0.7, 0.7, L5_HOLD",
        "NaN, 0.1, L5_HOLD"
    })
    void oneActionMustExceedItsGateAndOfTwoTheLargerMustLead(double buy, double sell, SkipCode code) {
        assertThat(routed(buy, sell, 0.9)).isEqualTo(code);
    }

    @Test
    void aLeadOfExactlyTheMarginIsEnough() {
        Router half =
                new Router(new RoutingConfig(0.5, 0.125, 0.7), MODEL, new TradedMarkets(Markets.catalog(), accounts));
        Aggregated buying = aggregated(0.5, 0.8);

        assertThat(half.decide(buying, new Route(0.875, 0.75, 0.9, 5, MODEL), 0.6)
                        .skip())
                .isNull();
        assertThat(half.decide(buying, new Route(Math.nextDown(0.875), 0.75, 0.9, 5, MODEL), 0.6)
                        .skip()
                        .code())
                .isEqualTo(SkipCode.L5_HOLD);
    }

    @Test
    void confidenceBelowTheGateSkipsAndAtItDoesNot() {
        assertThat(code(0.5, Math.nextDown(0.7))).isEqualTo(SkipCode.L5_LOW_CONFIDENCE);
        assertThat(code(0.5, 0.7)).isNull();
        assertThat(code(0.5, 0.71)).isNull();
        assertThat(routed(0.9, 0.1, Double.NaN)).isEqualTo(SkipCode.L5_LOW_CONFIDENCE);
    }

    @Test
    void theFallbackNeedsAnAggregateAboveTwiceTheGatesDistanceFromOneHalf() {
        assertThat(code(0.19999, 0.8)).isEqualTo(SkipCode.L5_HOLD);
        assertThat(code(0.20001, 0.8)).isNull();
        assertThat(code(-0.20001, 0.8)).isNull();
    }

    @Test
    void aRouterThatDisagreesWithTheAggregateSkips() {
        assertThat(routed(0.1, 0.9, 0.9)).isEqualTo(SkipCode.L5_DIRECTION_CONFLICT);
    }

    @Test
    void spotIsLongOnly() {
        accounts = Map.of(Market.SPOT, "SIM|SPOT|main");
        market.instrument = Markets.SPOT_BTC;

        assertThat(code(-0.5, 0.8)).isEqualTo(SkipCode.L5_NOT_SHORTABLE);
        assertThat(router().decide(aggregated(0.5, 0.8)).candidate().account()).isEqualTo("SIM|SPOT|main");
    }

    @Test
    void marketsWithoutAnAccountAreDataOnly() {
        market.instrument = Markets.COIN_BTC;
        assertThat(code(-0.5, 0.8)).isEqualTo(SkipCode.L5_DATA_ONLY);

        market.instrument = "BINANCE|USDM|UNKNOWN";
        assertThat(code(0.5, 0.8)).isEqualTo(SkipCode.L5_DATA_ONLY);
    }

    @Test
    void aColdInstrumentEndsHereOnlyAfterEveryOtherGate() {
        market.isCold = true;
        assertThat(code(0.5, 0.8)).isEqualTo(SkipCode.L5_COLD);
        assertThat(code(0.5, 0.6)).isEqualTo(SkipCode.L5_LOW_CONFIDENCE);

        market.instrument = Markets.COIN_BTC;
        assertThat(code(0.5, 0.8)).isEqualTo(SkipCode.L5_DATA_ONLY);
    }

    @Test
    void governanceTightensProbabilityAndConfidenceButLoosensNothing() {
        market.thresholdAdjustments[Governance.ACTION_PROBABILITY] = 0.05;
        assertThat(code(0.29, 0.8)).isEqualTo(SkipCode.L5_HOLD);
        assertThat(code(0.31, 0.8)).isNull();

        market.thresholdAdjustments[Governance.ROUTER_CONFIDENCE] = 0.05;
        assertThat(code(0.31, 0.74)).isEqualTo(SkipCode.L5_LOW_CONFIDENCE);
        assertThat(code(0.31, 0.76)).isNull();

        market.thresholdAdjustments[Governance.ROUTER_CONFIDENCE] = -1;
        assertThat(code(0.31, 0.69)).isEqualTo(SkipCode.L5_LOW_CONFIDENCE);
    }

    @Test
    void aSkipNamesValueAndLimit() {
        var skip = router().decide(aggregated(0.5, 0.66)).skip();

        assertThat(skip.value()).isEqualTo(0.66);
        assertThat(skip.limit()).isEqualTo(0.7);
        assertThat(skip.detail()).contains("buyProbability=0.75").contains("limit=0.7");
        assertThat(skip.models()).endsWith("5:aggregate-sign:FALLBACK");
    }

    @Test
    void refusesImpossibleNumbers() {
        assertThat(RoutingConfig.defaults()).isEqualTo(new RoutingConfig(0.6, 0.05, 0.7));
        assertThatThrownBy(() -> new RoutingConfig(1.2, 0.05, 0.7)).hasMessageContaining("minActionProbability");
        assertThatThrownBy(() -> new RoutingConfig(0.6, -1, 0.7)).hasMessageContaining("minMargin");
        assertThatThrownBy(() -> new RoutingConfig(0.6, 0, Double.NaN)).hasMessageContaining("minConfidence");
    }

    @Test
    void anInstrumentQuotedInAnotherAssetThanTheAccountIsDataOnly() {
        String key = Markets.catalog().all().get(0).key();

        assertThat(new TradedMarkets(Markets.catalog(), accounts, "USDT").account(key))
                .isEqualTo(ACCOUNT);
        assertThat(new TradedMarkets(Markets.catalog(), accounts, "USDC").account(key))
                .isNull();
    }
}

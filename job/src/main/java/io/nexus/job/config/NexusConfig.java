package io.nexus.job.config;

import io.nexus.connectors.binance.BinanceConfig;
import io.nexus.connectors.gateway.GatewayConfig;
import io.nexus.connectors.history.HistoryConfig;
import io.nexus.connectors.wire.AuthenticationConfig;
import io.nexus.domain.check.Check;
import io.nexus.testbed.simulation.SimulationConfig;
import io.nexus.testbed.venue.SimulatedExchangeConfig;
import io.nexus.udf.aggregation.AggregationConfig;
import io.nexus.udf.execution.ExecutionConfig;
import io.nexus.udf.feedback.FeedbackConfig;
import io.nexus.udf.funnel.FunnelConfig;
import io.nexus.udf.intake.IntakeConfig;
import io.nexus.udf.label.LabellerConfig;
import io.nexus.udf.meta.MetaConfig;
import io.nexus.udf.position.PositionConfig;
import io.nexus.udf.quality.MarketQualityConfig;
import io.nexus.udf.risk.RiskConfig;
import io.nexus.udf.routing.RoutingConfig;
import io.nexus.udf.strategy.StrategyConfig;
import java.io.Serializable;

/** Every number of NEXUS, a section per layer and per outside party.
 *
 * @param exchange the client of the venue */
public record NexusConfig(
        EngineConfig engine,
        IntakeConfig intake,
        MarketQualityConfig quality,
        StrategyConfig strategy,
        LabellerConfig label,
        MetaConfig meta,
        AggregationConfig aggregation,
        RoutingConfig routing,
        RiskConfig risk,
        ExecutionConfig execution,
        PositionConfig position,
        FeedbackConfig feedback,
        FunnelConfig funnel,
        GatewayConfig gateway,
        AuthenticationConfig authentication,
        BinanceConfig exchange,
        SimulatedExchangeConfig simulatedExchange,
        SimulationConfig simulation,
        HistoryConfig history)
        implements Serializable {
    public NexusConfig {
        // "not there" proves that a request never arrived only if no request is taken for longer
        Check.inRange("exchange.recvWindowMs", exchange.recvWindowMs(), 1, execution.receiveWindowMs());
    }

    public static NexusConfig defaults() {
        return new NexusConfig(
                EngineConfig.defaults(),
                IntakeConfig.defaults(),
                MarketQualityConfig.defaults(),
                StrategyConfig.defaults(),
                LabellerConfig.defaults(),
                MetaConfig.defaults(),
                AggregationConfig.defaults(),
                RoutingConfig.defaults(),
                RiskConfig.defaults(),
                ExecutionConfig.defaults(),
                PositionConfig.defaults(),
                FeedbackConfig.defaults(),
                FunnelConfig.defaults(),
                GatewayConfig.defaults(),
                AuthenticationConfig.defaults(),
                BinanceConfig.defaults(),
                SimulatedExchangeConfig.defaults(),
                SimulationConfig.defaults(),
                HistoryConfig.defaults());
    }
}

package io.nexus.udf.config;

import io.nexus.udf.aggregation.AggregationConfig;
import io.nexus.udf.execution.ExecutionConfig;
import io.nexus.udf.feedback.FeedbackConfig;
import io.nexus.udf.funnel.FunnelConfig;
import io.nexus.udf.intake.FeedClockConfig;
import io.nexus.udf.intake.IntakeConfig;
import io.nexus.udf.label.LabellerConfig;
import io.nexus.udf.meta.MetaConfig;
import io.nexus.udf.position.PositionConfig;
import io.nexus.udf.quality.MarketQualityConfig;
import io.nexus.udf.risk.RiskConfig;
import io.nexus.udf.routing.RoutingConfig;
import io.nexus.udf.strategy.StrategyConfig;
import java.io.Serializable;

/** Every number of the layers, a section each. */
public record LayersConfig(
        FeedClockConfig feedClock,
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
        FunnelConfig funnel)
        implements Serializable {

    public static LayersConfig defaults() {
        return new LayersConfig(
                FeedClockConfig.defaults(),
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
                FunnelConfig.defaults());
    }
}

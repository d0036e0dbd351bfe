package io.nexus.udf.feedback;

import io.nexus.domain.outcome.TradeOutcome;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Gives every strategy behind a trade its share of it. */
public final class AttributionFunction implements FlatMapFunction<TradeOutcome, FeedbackInput> {
    private static final long serialVersionUID = 1;

    @Override
    public void flatMap(TradeOutcome trade, Collector<FeedbackInput> out) {
        FeedbackInput.of(trade).forEach(out::collect);
    }
}

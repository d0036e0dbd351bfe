package io.nexus.udf.strategy;

import io.nexus.domain.signal.StrategyId;

/** One of the twenty strategies: a record of its parameters. What it remembers is its own part of the memories. */
interface Strategy {
    StrategyId id();

    /** Takes an event in and fires if the rule is met by it. */
    void step(StrategyMemories memories, MarketTick tick, Trigger out);

    /** The levels, sizes and z-scores behind the trigger just fired, for people. */
    String why(StrategyMemories memories, MarketTick tick);

    /** How long half of the confidence above 0.5 lasts, in ms. */
    default long halfLifeMs(StrategyMemories memories) {
        return id().halfLifeMs();
    }
}

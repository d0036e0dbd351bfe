package io.nexus.udf.edge;

import io.nexus.domain.account.AccountSnapshot;
import io.nexus.domain.account.TradingState;
import io.nexus.domain.control.Calibration;
import io.nexus.domain.control.Governance;
import io.nexus.domain.control.StrategyWeights;
import org.jspecify.annotations.Nullable;

/** The control state as intake resolved it, once per record; the same instance until a control message changes it.
 *
 * @param tradingState of the account this run trades
 * @param weights feedback scores; neutral until the first update
 * @param calibration bins and quantiles; the shipped reference until the first update
 * @param governance identity until the first update
 * @param account newest snapshot from Layer 6; null before the first
 * @param version newest control version in it */
public record ControlView(
        TradingState tradingState,
        StrategyWeights weights,
        Calibration calibration,
        Governance governance,
        @Nullable AccountSnapshot account,
        long version) {}

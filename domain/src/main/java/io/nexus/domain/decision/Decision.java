package io.nexus.domain.decision;

import io.nexus.domain.market.Side;
import java.math.BigDecimal;

/** An approved trading decision: Layer 6's output, published for people and audits. Money in quote units, exact.
 *
 * @param entryPrice worst acceptable price
 * @param riskScore 1 - risk multiplier, 0 to 1 */
public record Decision(
        String account,
        String instrument,
        String clientOrderId,
        Side action,
        long evaluation,
        long feedTimeMs,
        BigDecimal entryPrice,
        BigDecimal quantity,
        BigDecimal notional,
        BigDecimal stopLoss,
        BigDecimal takeProfit,
        double confidence,
        double riskScore,
        double expectedValueBps,
        double valueEstimateBps,
        double riskMultiplier,
        double var99Ratio,
        String models) {}

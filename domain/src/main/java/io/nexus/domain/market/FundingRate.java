package io.nexus.domain.market;

/** The funding rate that will be, or was, applied at a funding time.
 *
 * @param rateRatio share of notional a long pays a short, 0.0001 = 1 bp
 * @param nextFundingTimeMs when it is applied */
public record FundingRate(double rateRatio, long nextFundingTimeMs) {}

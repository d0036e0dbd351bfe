package io.nexus.domain.market;

/** Mark and index price of a perpetual, in quote units (finer than a tick). */
public record MarkPrice(double markPrice, double indexPrice) {}

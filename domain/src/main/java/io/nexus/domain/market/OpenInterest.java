package io.nexus.domain.market;

/** Open interest of a perpetual in lots. */
public record OpenInterest(double lots) {}

package io.nexus.testbed.venue;

/** A quantity at a price that a book offers to an order. */
record Execution(long priceTicks, long lots) {}

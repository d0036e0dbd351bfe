package io.nexus.job.facts;

/** A number with the interval that holds it with 95 %. */
record Estimate(double value, double low, double high) {}

package io.nexus.lab.facts;

/** A number with the interval that holds it with 95 %. */
record Estimate(double value, double low, double high) {}

package io.nexus.udf.risk;

/** Everything up to a feed time has passed Layers 1 to 6 of an account. */
public record Progress(String account, long feedTimeMs) {}

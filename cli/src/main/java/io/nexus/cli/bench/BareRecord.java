package io.nexus.cli.bench;

/** What flows through a bare job.
 *
 * @param payload as large as what the measured job carries there
 * @param nanos monotonic clock when it was read */
public record BareRecord(String key, byte[] payload, long nanos) {}

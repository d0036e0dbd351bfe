package io.nexus.domain.skip;

/** Rolling hash over all records a layer made for an instrument: equal runs have equal digests.
 *
 * @param records how many records went in
 * @param digest 64-bit hash of their exact bits */
public record LayerDigest(Layer layer, String instrument, long records, long digest) {}

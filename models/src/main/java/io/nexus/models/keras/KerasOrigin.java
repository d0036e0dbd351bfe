package io.nexus.models.keras;

/** Who wrote a file.
 *
 * @param version of Keras
 * @param backend e.g. {@code tensorflow}; empty if the file does not say */
record KerasOrigin(KerasVersion version, String backend) {}

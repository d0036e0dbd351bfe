package io.nexus.domain.skip;

/** The layers in the order an evaluation passes them. */
public enum Layer {
    L0,
    L1,
    L2,
    L3,
    L4,
    L5,
    L6,
    L7,
    L8
}

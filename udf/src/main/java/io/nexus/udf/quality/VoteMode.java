package io.nexus.udf.quality;

/** How MQScore's regime and the classifier's three classes become one regime. */
public enum VoteMode {
    /** Both must name the same class; disagreement is UNCERTAIN. */
    MAJORITY,
    /** The more confident voice wins. */
    HIGHER_CONFIDENCE,
    /** Agreement is taken, anything else is UNCERTAIN, as is agreement below an even chance. */
    CONSENSUS,
    /** Agreement takes MQScore's regime; else the more confident voice if it leads by a margin, else UNCERTAIN. */
    CALIBRATED
}

package io.nexus.udf.edge;

/** What leaves Layer 3 at an evaluation that goes on. Passed by reference inside the chain.
 *
 * @param weights of the twenty strategies by column, 0 to 1
 * @param anomalyScore 0 to 1
 * @param regimeProbabilities of trending, ranging, volatile
 * @param sizeFactor product of the anomaly and UNCERTAIN halvings, in (0, 1]
 * @param models versions and SERVING or FALLBACK of the models so far, as {@code id:version:status,...} */
public record Weighted(
        Signaled signaled,
        double[] weights,
        double anomalyScore,
        double[] regimeProbabilities,
        double sizeFactor,
        String models) {}

package io.nexus.models.sklearn;

/** Decision values of each pair of classes.
 *
 * @param counts of the support vectors of each class
 * @param weights of the vectors, classes less one rows of them
 * @param intercepts of each pair */
record PairedVotes(int[] counts, double[] weights, double[] intercepts) {
    int outputs() {
        return intercepts.length;
    }

    void apply(double[] near, double[] out) {
        int vectors = near.length;
        int pair = 0;
        for (int i = 0, startI = 0; i < counts.length; startI += counts[i], i++) {
            for (int j = i + 1, startJ = startI + counts[i]; j < counts.length; startJ += counts[j], j++) {
                double sum = 0;
                for (int v = startI; v < startI + counts[i]; v++) {
                    sum += weights[(j - 1) * vectors + v] * near[v];
                }
                for (int v = startJ; v < startJ + counts[j]; v++) {
                    sum += weights[i * vectors + v] * near[v];
                }
                out[pair] = sum + intercepts[pair];
                pair++;
            }
        }
    }
}

package io.nexus.models.sklearn;

/** How near a row is to each support vector.
 *
 * @param name rbf, linear, poly or sigmoid
 * @param vectors how many there are
 * @param values of all vectors, one after the other */
record Kernel(String name, int vectors, double[] values, double gamma, double coefficient, double degree) {
    int features() {
        return values.length / vectors;
    }

    void apply(double[] in, double[] near) {
        int features = features();
        boolean isDistance = name.equals("rbf");
        for (int v = 0, at = 0; v < vectors; v++) {
            double sum = 0;
            for (int i = 0; i < features; i++, at++) {
                double difference = in[i] - values[at];
                sum += isDistance ? difference * difference : in[i] * values[at];
            }
            near[v] = switch (name) {
                case "rbf" -> Math.exp(-gamma * sum);
                case "poly" -> Math.pow(gamma * sum + coefficient, degree);
                case "sigmoid" -> Math.tanh(gamma * sum + coefficient);
                default -> sum;
            };
        }
    }
}

package io.nexus.models.onnx;

import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelImage;
import io.nexus.models.serving.Signature;
import io.nexus.models.tree.Forest;

/** Trees of an ONNX file that Java evaluates: leaves are added in floats and in the order of the trees, as ONNX Runtime does.
 *
 * @param bases added to the sums at the end
 * @param finish what becomes of the sums
 * @param answer which of them are answered */
record ForestImage(Signature signature, Forest forest, float[] bases, Finish finish, Answer answer)
        implements ModelImage {

    /** What becomes of the sums. */
    enum Finish {
        NONE,
        SOFTMAX,
        /** One sum is the probability of the second class. */
        SHARE,
        /** One sum is the logit of the second class. */
        LOGIT,
        /** One sum is the margin of the second class. */
        MARGIN
    }

    /** What is answered.
     *
     * @param labels of the classes; empty for a regressor
     * @param isLabel of each output: the label, or the scores */
    record Answer(long[] labels, boolean[] isLabel) {}

    @Override
    public Model open() {
        return new Opened(this, forest.open());
    }

    private static final class Opened implements Model {
        private static final float HALF = 0.5f;

        private final ForestImage image;
        private final Forest forest;
        private final double[] sums;
        private final float[] scores;

        Opened(ForestImage image, Forest forest) {
            this.image = image;
            this.forest = forest;
            this.sums = new double[image.bases.length];
            boolean isPair = image.finish != Finish.NONE && image.finish != Finish.SOFTMAX;
            this.scores = new float[isPair ? 2 : sums.length];
        }

        @Override
        public Signature signature() {
            return image.signature;
        }

        @Override
        public void evaluate(double[] in, double[] out) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] = 0;
            }
            forest.sum(in, sums);
            for (int i = 0; i < sums.length; i++) {
                scores[i] = (float) sums[i] + image.bases[i];
            }
            int best = finish();
            int at = 0;
            for (boolean isLabel : image.answer.isLabel) {
                if (isLabel) {
                    out[at++] = image.answer.labels[best];
                } else {
                    for (float score : scores) {
                        out[at++] = score;
                    }
                }
            }
        }

        /** Makes scores of the sums; the place of the label. */
        private int finish() {
            float sum = scores[0];
            switch (image.finish) {
                case SHARE -> {
                    scores[1] = sum;
                    scores[0] = 1 - sum;
                    return sum > HALF ? 1 : 0;
                }
                case LOGIT -> {
                    scores[1] = logistic(sum);
                    scores[0] = logistic(-sum);
                    return sum > 0 ? 1 : 0;
                }
                case MARGIN -> {
                    scores[1] = sum;
                    scores[0] = -sum;
                    return sum > 0 ? 1 : 0;
                }
                default -> {
                    int best = largest();
                    if (image.finish == Finish.SOFTMAX) {
                        softmax(scores[best]);
                    }
                    return best;
                }
            }
        }

        private int largest() {
            int best = 0;
            for (int i = 1; i < scores.length; i++) {
                best = scores[i] > scores[best] ? i : best;
            }
            return best;
        }

        private void softmax(float largest) {
            float total = 0;
            for (int i = 0; i < scores.length; i++) {
                scores[i] = (float) Math.exp(scores[i] - largest);
                total += scores[i];
            }
            for (int i = 0; i < scores.length; i++) {
                scores[i] /= total;
            }
        }

        private static float logistic(float x) {
            float share = 1 / (1 + (float) Math.exp(-Math.abs(x)));
            return x < 0 ? 1 - share : share;
        }
    }
}

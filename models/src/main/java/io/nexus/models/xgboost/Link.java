package io.nexus.models.xgboost;

/** From margins to answers, in float as XGBoost computes it. */
enum Link {
    SAME {
        @Override
        void answer(double[] margins, double[] outputs) {
            System.arraycopy(margins, 0, outputs, 0, margins.length);
        }
    },
    SIGMOID {
        @Override
        void answer(double[] margins, double[] outputs) {
            for (int k = 0; k < margins.length; k++) {
                outputs[k] = 1f / (exp(Math.min((float) -margins[k], LARGEST_EXPONENT)) + 1f + TINY);
            }
        }
    },
    /** The sigmoid of releases before 1.6, which is 0 where the exponential overflows. */
    UNBOUNDED_SIGMOID {
        @Override
        void answer(double[] margins, double[] outputs) {
            for (int k = 0; k < margins.length; k++) {
                outputs[k] = 1f / (1f + exp((float) -margins[k]));
            }
        }
    },
    EXP {
        @Override
        void answer(double[] margins, double[] outputs) {
            for (int k = 0; k < margins.length; k++) {
                outputs[k] = exp((float) margins[k]);
            }
        }
    },
    /** 1 where the margin is positive, else 0. */
    STEP {
        @Override
        void answer(double[] margins, double[] outputs) {
            for (int k = 0; k < margins.length; k++) {
                outputs[k] = margins[k] > 0 ? 1 : 0;
            }
        }
    },
    SOFTMAX {
        @Override
        void answer(double[] margins, double[] outputs) {
            float largest = (float) margins[0];
            for (double margin : margins) {
                largest = Math.max(largest, (float) margin);
            }
            double sum = 0;
            for (int k = 0; k < margins.length; k++) {
                outputs[k] = exp((float) margins[k] - largest);
                sum += outputs[k];
            }
            for (int k = 0; k < margins.length; k++) {
                outputs[k] = (float) outputs[k] / (float) sum;
            }
        }
    },
    /** Number of the first largest margin. */
    LARGEST {
        @Override
        void answer(double[] margins, double[] outputs) {
            int largest = 0;
            for (int k = 1; k < margins.length; k++) {
                if (margins[k] > margins[largest]) {
                    largest = k;
                }
            }
            outputs[0] = largest;
        }
    };

    /** XGBoost keeps the exponent of a sigmoid below overflow. */
    private static final float LARGEST_EXPONENT = 88.7f;

    private static final float TINY = 1e-16f;

    /** Answers from margins that are floats.
     *
     * @param outputs may be longer than there are answers */
    abstract void answer(double[] margins, double[] outputs);

    private static float exp(float x) {
        return (float) StrictMath.exp(x);
    }
}

/** Reads fitted models of scikit-learn, and the boosters of XGBoost and LightGBM, out of pickles. The bytes of a
 * file come in; a checked image goes out that computes what the model's own {@code predict_proba} or {@code predict}
 * gives. Nothing in the file is executed, and no state is kept between files; an open model keeps its buffers only. */
@NullMarked
package io.nexus.models.sklearn;

import org.jspecify.annotations.NullMarked;

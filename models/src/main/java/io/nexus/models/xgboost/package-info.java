/** Reads XGBoost models, JSON and UBJSON, without XGBoost. Comes in: the bytes of a file or of a booster inside a
 * pickle. Goes out: an image that answers as XGBoost's own {@code predict} does, in float, trees in their order.
 * Nothing is kept between files. */
@NullMarked
package io.nexus.models.xgboost;

import org.jspecify.annotations.NullMarked;

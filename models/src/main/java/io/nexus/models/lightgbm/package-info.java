/** Reads LightGBM text models without LightGBM. Comes in: the text of a file or of a booster inside a pickle. Goes out:
 * an image that answers as LightGBM's own {@code predict} does, in double, trees in their order. Nothing is kept
 * between files. */
@NullMarked
package io.nexus.models.lightgbm;

import org.jspecify.annotations.NullMarked;

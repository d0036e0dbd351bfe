/** Keras models: the bytes of a {@code .h5} or {@code .keras} file come in, a net of {@code io.nexus.models.net} goes
 * out. Only layers of
 * an own list of class names are served; nothing that a file names is looked up, loaded or executed. No state is
 * kept. */
@NullMarked
package io.nexus.models.keras;

import org.jspecify.annotations.NullMarked;

/** The 71 models: what each takes, gives and predicts, where it is used, and who answers when it can't. In: the manifest and
 * the artifacts beside it; out: a checked, immutable catalogue. No state. */
@NullMarked
package io.nexus.models.catalog;

import org.jspecify.annotations.NullMarked;

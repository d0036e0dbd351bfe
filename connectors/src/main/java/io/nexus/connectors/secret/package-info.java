/** Files that hold secrets. In: their content; no state. */
@NullMarked
package io.nexus.connectors.secret;

import org.jspecify.annotations.NullMarked;

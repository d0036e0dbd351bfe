/** Files that are replaced as a whole and carry a checksum. In: content; out: the same content, or a refusal that names the file.
 * No state. */
@NullMarked
package io.nexus.connectors.file;

import org.jspecify.annotations.NullMarked;

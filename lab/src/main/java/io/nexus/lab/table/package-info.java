/** Tables as text, for reports that people read. No state. */
@NullMarked
package io.nexus.lab.table;

import org.jspecify.annotations.NullMarked;

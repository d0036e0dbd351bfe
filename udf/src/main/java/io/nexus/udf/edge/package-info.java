/** Records that pass between layers: by reference inside the symbol chain, serialized where a key changes. No state. */
@NullMarked
package io.nexus.udf.edge;

import org.jspecify.annotations.NullMarked;

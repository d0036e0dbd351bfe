/** Configuration files: typed, validated, with the defaults of the code. In: YAML; out: a tree of records, each of which lives beside
 * what it configures. No state. */
@NullMarked
package io.nexus.connectors.config;

import org.jspecify.annotations.NullMarked;

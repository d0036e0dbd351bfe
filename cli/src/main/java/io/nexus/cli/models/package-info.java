/** Commands about a trader's own model files: what they are, whether they serve, whether they answer what their writer answered. They ask
 * no cluster and no run. */
@NullMarked
package io.nexus.cli.models;

import org.jspecify.annotations.NullMarked;

/** The assembly of a model's inputs. In: what a layer knows at the place where it asks a model; out: the values of a role's ordered
 * ids. State: none; views are scratch space of the layer that holds them. */
@NullMarked
package io.nexus.udf.input;

import org.jspecify.annotations.NullMarked;

/** Who answers in each of the 71 roles: a file of a folder that was inspected and locked, or the role's formula. In: an inspection;
 * out: an immutable catalogue. No state. */
@NullMarked
package io.nexus.models.catalog;

import org.jspecify.annotations.NullMarked;

/** What every model file becomes once it is read: an image that any number of subtasks open, and the model that one of them asks.
 * A file that cannot be served is refused with its reason and the next step; nothing in a file is ever executed. */
@NullMarked
package io.nexus.models.serving;

import org.jspecify.annotations.NullMarked;

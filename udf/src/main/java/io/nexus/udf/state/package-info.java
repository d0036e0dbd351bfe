/** State that every record reads and changes. In: a function's state type; out: that state by key, from objects on the heap whatever
 * the backend. State: one value per key; the objects in memory stay for as long as the task runs. */
@NullMarked
package io.nexus.udf.state;

import org.jspecify.annotations.NullMarked;

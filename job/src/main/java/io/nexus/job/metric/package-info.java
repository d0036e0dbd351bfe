/** What each layer costs, although a chain of layers is one task. In: the layers' functions; out: the same as operators that measure
 * their own time. State: the measurements, lost on restart as metrics are. */
@NullMarked
package io.nexus.job.metric;

import org.jspecify.annotations.NullMarked;

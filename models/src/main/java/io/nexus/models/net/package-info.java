/** Small nets in float32 arithmetic: weights and shapes come in, a net that any number of threads open goes out.
 * Nothing is read from
 * files here. All buffers of an open net are made when it is opened; a row allocates nothing and leaves nothing
 * behind. The
 * exponential is our own, so a net gives the same bits on every machine. */
@NullMarked
package io.nexus.models.net;

import org.jspecify.annotations.NullMarked;

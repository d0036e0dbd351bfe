/** Patterns planted into a market, recorded or simulated, with the truth about each. In: market events of one instrument in
 * feed-time order; out: the same market as it would have been seen with the pattern in it, and labels. Keeps the underlying
 * book, what is shown beside it and what is still to happen. */
@NullMarked
package io.nexus.lab.plant;

import org.jspecify.annotations.NullMarked;

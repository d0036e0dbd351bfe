/** A picture per strategy: the price, the pattern and the signal around one firing. In: a feed; out: SVG. Keeps the newest
 * stretch of each instrument for each strategy wanted; it is dropped with the search. */
@NullMarked
package io.nexus.lab.picture;

import org.jspecify.annotations.NullMarked;

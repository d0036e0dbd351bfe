/** How well each strategy finds what it says it finds. In: a market with planted patterns and their labels; out: precision, recall
 * and what follows from them. No state beyond one run. */
@NullMarked
package io.nexus.lab.detect;

import org.jspecify.annotations.NullMarked;

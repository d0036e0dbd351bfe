/** Why Layers 1 and 2 said what they said of one instrument at one moment. In: a feed, replayed up to that moment; out: an
 * explanation, as a record and as tables. No state. */
@NullMarked
package io.nexus.lab.explain;

import org.jspecify.annotations.NullMarked;

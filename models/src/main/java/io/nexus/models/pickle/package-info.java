/** Reads a Python pickle into an inert tree of values. Bytes come in, plain or packed (pickle protocols 0 to 5,
 * joblib with raw or packed arrays); numbers, texts, lists, maps, arrays and the attributes of instances go out. No
 * class is ever loaded and nothing is called: a global that no model needs is refused by its name. No state is kept
 * between files. */
@NullMarked
package io.nexus.models.pickle;

import org.jspecify.annotations.NullMarked;

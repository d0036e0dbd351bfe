/** What NEXUS asks of the outside world: an exchange and a clock. */
@NullMarked
package io.nexus.domain.port;

import org.jspecify.annotations.NullMarked;

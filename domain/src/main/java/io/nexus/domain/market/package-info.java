/** Events of the market feed as every layer sees them: exact ticks and lots, one feed time. No state. */
@NullMarked
package io.nexus.domain.market;

import org.jspecify.annotations.NullMarked;

/** Messages of the control topic: weights, calibration, governance, trading state. No state. */
@NullMarked
package io.nexus.domain.control;

import org.jspecify.annotations.NullMarked;

/** Orders, executions, their ids and their state machine. State: one order's merged life. */
@NullMarked
package io.nexus.domain.order;

import org.jspecify.annotations.NullMarked;

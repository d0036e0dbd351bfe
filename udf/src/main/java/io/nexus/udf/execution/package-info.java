/** Layer 7: admitted orders, order events and the account's clock come in; short exchange steps go out, their answers come
 * back as order events. State: each order's life until it is terminal with all executions known (reported or
 * estimated) or lost; totals of refusals, lost orders and estimates. */
@NullMarked
package io.nexus.udf.execution;

import org.jspecify.annotations.NullMarked;

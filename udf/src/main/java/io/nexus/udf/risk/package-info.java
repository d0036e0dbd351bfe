/** Layer 6: candidates, close requests, marks, order events and hourly closes of one account come in; admitted orders,
 * decisions and typed rejections go out. State: the account's book, kept for good, with settled orders dropped an hour of
 * venue time after their last execution; hourly closes per instrument. */
@NullMarked
package io.nexus.udf.risk;

import org.jspecify.annotations.NullMarked;

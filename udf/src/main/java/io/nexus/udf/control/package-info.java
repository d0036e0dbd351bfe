/** What is believed of the control topic. In: its records, signed or refused. Out: the messages to obey, in one order that outlives a
 * topic that is recreated or shortened, and dead letters. State: one small record, kept for ever. */
@NullMarked
package io.nexus.udf.control;

import org.jspecify.annotations.NullMarked;

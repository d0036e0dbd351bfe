/** Trade history in a SQL database (H2 or PostgreSQL): orders, executions, positions, stop moves, decisions, outcomes. In:
 * the records of the job's topics, late or twice or out of order; out: rows that do not depend on that, for people to read. No
 * state but the database and the offsets of the consumer group. */
@NullMarked
package io.nexus.connectors.history;

import org.jspecify.annotations.NullMarked;

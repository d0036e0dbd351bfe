/** Trade history in a SQL database (H2 or PostgreSQL): orders, executions, positions, stop moves, decisions, outcomes. In:
 * domain records, late or twice or out of order; out: rows that do not depend on that. No state but the database. */
@NullMarked
package io.nexus.connectors.history;

import org.jspecify.annotations.NullMarked;

/** What people see of a run: live status, summary, tables. In: the topics a run writes; out: text and JSON. */
@NullMarked
package io.nexus.cli.report;

import org.jspecify.annotations.NullMarked;

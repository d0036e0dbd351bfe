/** The command line: commands, the run of all services in one process, reports, measurements. */
@NullMarked
package io.nexus.cli;

import org.jspecify.annotations.NullMarked;

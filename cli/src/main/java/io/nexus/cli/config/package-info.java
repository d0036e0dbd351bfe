/** The configuration of a whole run: the job's and that of the processes around it. No state. */
@NullMarked
package io.nexus.cli.config;

import org.jspecify.annotations.NullMarked;

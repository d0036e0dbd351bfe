/** The subcommands of the command line. In: options; out: text, JSON and an exit code. */
@NullMarked
package io.nexus.cli.command;

import org.jspecify.annotations.NullMarked;

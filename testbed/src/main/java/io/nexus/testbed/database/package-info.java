/** The embedded database served to other processes of this machine. In: a directory; out: a JDBC address. State: H2's files. */
@NullMarked
package io.nexus.testbed.database;

import org.jspecify.annotations.NullMarked;

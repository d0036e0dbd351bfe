/** What belongs together in the data directory of a run. In: the files of the directory, before any service opens them. Out: per
 * store whether the run resumes with it, rebuilds it, or refuses to start. State: the ledger, a file that records how far each
 * store had come. */
@NullMarked
package io.nexus.cli.store;

import org.jspecify.annotations.NullMarked;

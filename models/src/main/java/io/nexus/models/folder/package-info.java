/** A trader's folder of model files: what each file is, which role it has, whether it serves, and the lock file that says which bytes were
 * agreed upon. Reads; only {@link io.nexus.models.folder.ModelLock} is ever written, by a command. */
@NullMarked
package io.nexus.models.folder;

import org.jspecify.annotations.NullMarked;

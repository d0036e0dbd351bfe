/** Jobs on a Flink cluster: submitted, watched, stopped with a savepoint, restored. In: a cluster's REST address, the job's jar and
 * files; out: jobs and savepoints on the cluster. State: copies of what was submitted, in the user's state folder. */
@NullMarked
package io.nexus.cli.cluster;

import org.jspecify.annotations.NullMarked;

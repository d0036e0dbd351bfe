/** What the job is configured by. No state. */
@NullMarked
package io.nexus.job.config;

import org.jspecify.annotations.NullMarked;

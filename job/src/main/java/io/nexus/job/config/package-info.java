/** The one configuration file: typed, validated, with the defaults of the code. In: YAML; out: a tree of records. No state. */
@NullMarked
package io.nexus.job.config;

import org.jspecify.annotations.NullMarked;

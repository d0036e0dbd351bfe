/** Measures the cores with JMH and the whole job from end to end. */
@NullMarked
package io.nexus.benchmarks;

import org.jspecify.annotations.NullMarked;

/** Studies over the pure cores, without Flink. */
@NullMarked
package io.nexus.lab;

import org.jspecify.annotations.NullMarked;

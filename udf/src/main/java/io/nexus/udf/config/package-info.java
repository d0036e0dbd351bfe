/** The configuration of all layers as one record. Each section lives in the package that it configures. No state. */
@NullMarked
package io.nexus.udf.config;

import org.jspecify.annotations.NullMarked;

/**
 * From a model id to a checked evaluator: catalogue, artifacts, evaluators, trainers, calibration, drift. Depends on the
 * domain only and never sees Flink.
 */
@NullMarked
package io.nexus.models;

import org.jspecify.annotations.NullMarked;

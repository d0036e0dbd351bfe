/** ONNX files: a reader of the protobuf wire format that is bounded and needs no library, checks of the graph, its rewriting for
 * one row, shapes before anything runs, and two evaluators: ONNX Runtime in shared memory, and nets in Java where both agree. Also
 * a writer, and the graphs that are closed forms. In: bytes; out: a model file or a refusal. State: one environment of ONNX
 * Runtime per process once a file needs it; a session per opened model until it is closed. */
@NullMarked
package io.nexus.models.onnx;

import org.jspecify.annotations.NullMarked;

/** ONNX files by hand: a writer of the protobuf wire format, a reader of a graph's inputs and outputs, and the graphs that
 * are closed forms. In: numbers; out: bytes. No state, no native code. */
@NullMarked
package io.nexus.models.onnx;

import org.jspecify.annotations.NullMarked;

package io.nexus.models.onnx;

import ai.onnxruntime.TensorInfo;
import io.nexus.models.serving.NumberType;

/** Types of tensor elements, by their number in TensorProto. */
final class ElementType {
    static final int FLOAT = 1;
    static final int UINT8 = 2;
    static final int INT8 = 3;
    static final int UINT16 = 4;
    static final int INT16 = 5;
    static final int INT32 = 6;
    static final int INT64 = 7;
    static final int STRING = 8;
    static final int BOOL = 9;
    static final int FLOAT16 = 10;
    static final int DOUBLE = 11;
    static final int UINT32 = 12;
    static final int UINT64 = 13;
    static final int BFLOAT16 = 16;

    private ElementType() {}

    /** The type that ONNX Runtime reports; 0 if it is none of these. */
    static int of(TensorInfo info) {
        return switch (info.onnxType) {
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT -> FLOAT;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8 -> UINT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8 -> INT8;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16 -> UINT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16 -> INT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 -> INT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 -> INT64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_STRING -> STRING;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_BOOL -> BOOL;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16 -> FLOAT16;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE -> DOUBLE;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32 -> UINT32;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT64 -> UINT64;
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16 -> BFLOAT16;
            default -> 0;
        };
    }

    /** Bytes of one element; 0 if it is no number that is served. */
    static int bytes(int type) {
        return switch (type) {
            case UINT8, INT8, BOOL -> 1;
            case UINT16, INT16, FLOAT16, BFLOAT16 -> Short.BYTES;
            case FLOAT, INT32, UINT32 -> Integer.BYTES;
            case INT64, DOUBLE, UINT64 -> Long.BYTES;
            default -> 0;
        };
    }

    static boolean isInteger(int type) {
        return switch (type) {
            case UINT8, INT8, UINT16, INT16, INT32, INT64, UINT32, UINT64 -> true;
            default -> false;
        };
    }

    /** The type in which a row goes in or comes out; the graph casts from and to it. */
    static int carrier(int type) {
        return switch (type) {
            case FLOAT, FLOAT16, BFLOAT16 -> FLOAT;
            case DOUBLE -> DOUBLE;
            default -> INT64;
        };
    }

    static NumberType numberType(int type) {
        return switch (type) {
            case FLOAT, FLOAT16, BFLOAT16 -> NumberType.FLOAT32;
            case DOUBLE -> NumberType.FLOAT64;
            case INT64 -> NumberType.INT64;
            case BOOL -> NumberType.BOOLEAN;
            case STRING -> NumberType.TEXT;
            default -> NumberType.INTEGER;
        };
    }
}

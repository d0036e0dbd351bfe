package io.nexus.models.onnx;

import java.util.Map;
import java.util.Set;

/** Operators that are served. Left out are those that run graphs of their own (unless it is settled which: {@link Inlining}), draw random
 * numbers, read files, hold texts, sequences or maps, or give as many values as they find. */
final class Operators {
    static final String ML = "ai.onnx.ml";
    static final String MICROSOFT = "com.microsoft";
    /** Operators whose weights are in the order of one kind of processor. */
    static final String OF_PROCESSOR = "com.microsoft.nchwc";

    /** Arithmetic that means the same in every version since 13. */
    static final Set<String> STEADY = Set.of(
            "Abs",
            "Add",
            "Cast",
            "Concat",
            "Constant",
            "Div",
            "Elu",
            "Erf",
            "Exp",
            "Flatten",
            "Gemm",
            "Identity",
            "LeakyRelu",
            "MatMul",
            "Mul",
            "Neg",
            "Relu",
            "Reshape",
            "Selu",
            "Sigmoid",
            "Softmax",
            "Softplus",
            "Softsign",
            "Sqrt",
            "Sub",
            "Tanh",
            "Transpose",
            "Unsqueeze",
            "Squeeze");

    /** Inputs that say how large a result is, by operator of ONNX itself. */
    static final Map<String, int[]> SIZING = Map.ofEntries(
            Map.entry("Reshape", new int[] {1}),
            Map.entry("Expand", new int[] {1}),
            Map.entry("Tile", new int[] {1}),
            Map.entry("ConstantOfShape", new int[] {0}),
            Map.entry("Range", new int[] {0, 1, 2}),
            Map.entry("Slice", new int[] {1, 2, 3, 4}),
            Map.entry("Pad", new int[] {1, 3}),
            Map.entry("Resize", new int[] {1, 2, 3}),
            Map.entry("Upsample", new int[] {1}),
            Map.entry("Squeeze", new int[] {1}),
            Map.entry("Unsqueeze", new int[] {1}),
            Map.entry("OneHot", new int[] {1}),
            Map.entry("Split", new int[] {1}),
            Map.entry("TopK", new int[] {1}),
            Map.entry("CumSum", new int[] {1}),
            Map.entry("ReduceSum", new int[] {1}),
            Map.entry("ReduceMean", new int[] {1}),
            Map.entry("ReduceMax", new int[] {1}),
            Map.entry("ReduceMin", new int[] {1}),
            Map.entry("ReduceProd", new int[] {1}),
            Map.entry("ReduceL1", new int[] {1}),
            Map.entry("ReduceL2", new int[] {1}),
            Map.entry("ReduceLogSum", new int[] {1}),
            Map.entry("ReduceLogSumExp", new int[] {1}),
            Map.entry("ReduceSumSquare", new int[] {1}));

    private static final Set<String> STANDARD = Set.of(
            ("Abs Acos Acosh Add And ArgMax ArgMin Asin Asinh Atan Atanh AveragePool BatchNormalization Cast Ceil Celu Clip"
                            + " Concat Constant ConstantOfShape Conv Cos Cosh CumSum DequantizeLinear Div Dropout Elu Equal Erf"
                            + " Exp Expand Flatten Floor GRU Gather GatherElements Gelu Gemm GlobalAveragePool GlobalMaxPool"
                            + " Greater GreaterOrEqual HardSigmoid HardSwish Hardmax Identity InstanceNormalization IsInf IsNaN"
                            + " LSTM LayerNormalization LeakyRelu Less LessOrEqual Log LogSoftmax LpNormalization MatMul Max"
                            + " MaxPool Mean Min Mish Mod Mul Neg Not OneHot Or PRelu Pad Pow QuantizeLinear RNN Range"
                            + " Reciprocal ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin"
                            + " ReduceProd ReduceSum ReduceSumSquare Relu Reshape Round Selu Shape Shrink Sigmoid Sign Sin Sinh"
                            + " Size Slice Softmax Softplus Softsign Split Sqrt Squeeze Sub Sum Tan Tanh ThresholdedRelu Tile"
                            + " TopK Transpose Unsqueeze Where Xor Attention CastLike ConvInteger ConvTranspose DepthToSpace"
                            + " DynamicQuantizeLinear Einsum EyeLike GatherND GlobalLpPool GroupNormalization LRN LpPool"
                            + " MatMulInteger MeanVarianceNormalization QLinearConv QLinearMatMul RMSNormalization Resize"
                            + " ReverseSequence ScatterElements ScatterND SimplifiedLayerNormalization SpaceToDepth Swish"
                            + " Trilu Upsample")
                    .split(" "));

    private static final Set<String> MACHINE_LEARNING =
            Set.of(("ArrayFeatureExtractor Binarizer Imputer LabelEncoder LinearClassifier LinearRegressor"
                            + " Normalizer OneHotEncoder SVMClassifier SVMRegressor Scaler TreeEnsemble"
                            + " TreeEnsembleClassifier TreeEnsembleRegressor ZipMap")
                    .split(" "));

    private static final Set<String> FUSED =
            Set.of(("Attention BiasGelu BiasSoftmax DequantizeLinear DynamicQuantizeLSTM DynamicQuantizeMatMul FastGelu"
                            + " FusedConv FusedGemm FusedMatMul Gelu MatMulIntegerToFloat MultiHeadAttention QAttention QGemm"
                            + " QLinearAdd QLinearAveragePool QLinearConcat QLinearConv QLinearGlobalAveragePool"
                            + " QLinearLeakyRelu QLinearMul QLinearReduceMean QLinearSigmoid QLinearSoftmax QLinearWhere"
                            + " QuantizeLinear QuickGelu SkipLayerNormalization SkipSimplifiedLayerNormalization"
                            + " TransposeMatMul")
                    .split(" "));

    private static final Set<String> DOMAINS = Set.of("", ML, MICROSOFT);

    private Operators() {}

    static boolean isKnownDomain(String domain) {
        return DOMAINS.contains(domain);
    }

    static boolean isServed(NodeDef node) {
        return switch (node.domain()) {
            case "" -> STANDARD.contains(node.operator());
            case ML -> MACHINE_LEARNING.contains(node.operator());
            case MICROSOFT -> FUSED.contains(node.operator());
            default -> false;
        };
    }

    /** Places of the inputs that say how large the results of a node are. */
    static int[] sizing(NodeDef node) {
        int[] places = node.domain().isEmpty() ? SIZING.get(node.operator()) : null;
        return places == null ? new int[0] : places;
    }
}

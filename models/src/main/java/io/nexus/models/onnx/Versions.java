package io.nexus.models.onnx;

import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.util.ArrayList;
import java.util.List;

/** Versions of the file format and of the operators that ONNX Runtime 1.28 reads. */
final class Versions {
    static final long MAX_IR = 13;
    static final long MAX_OPSET = 26;
    static final long MAX_ML = 5;

    private static final long STAMPED_IR = 10;
    private static final long LEAST_IR = 4;
    private static final long DEFAULT_OPSET = 13;

    private Versions() {}

    /** The model under versions that ONNX Runtime reads. A newer file is stamped down if its operators have not changed.
     *
     * @param notes receives what was changed */
    static OnnxModel readable(OnnxModel model, List<String> notes) throws RefusedException {
        long opset = model.opset("");
        boolean isTooNew = model.ir() > MAX_IR || opset > MAX_OPSET || model.opset(Operators.ML) > MAX_ML;
        if (isTooNew) {
            refuseWhatMayHaveChanged(model);
            notes.add("IR " + model.ir() + " and opset " + opset + " are read as IR " + STAMPED_IR + " and opset "
                    + Math.min(opset, MAX_OPSET) + "; its operators mean the same in both.");
        }
        List<OnnxModel.Opset> opsets = new ArrayList<>();
        opsets.add(new OnnxModel.Opset("", opset <= 0 ? DEFAULT_OPSET : Math.min(opset, MAX_OPSET)));
        long ml = model.opset(Operators.ML);
        opsets.add(new OnnxModel.Opset(Operators.ML, ml <= 0 ? 1 : Math.min(ml, MAX_ML)));
        opsets.add(new OnnxModel.Opset(Operators.MICROSOFT, 1));
        long ir = model.ir() > MAX_IR ? STAMPED_IR : Math.max(LEAST_IR, model.ir());
        return new OnnxModel(ir, model.producer(), opsets, model.graph());
    }

    private static void refuseWhatMayHaveChanged(OnnxModel model) throws RefusedException {
        boolean isOpsetTooNew = model.opset("") > MAX_OPSET;
        for (NodeDef node : model.graph().nodes()) {
            boolean isSteady =
                    switch (node.domain()) {
                        case "" -> !isOpsetTooNew || Operators.STEADY.contains(node.operator());
                        case Operators.ML -> model.opset(Operators.ML) <= MAX_ML;
                        default -> true;
                    };
            if (!isSteady) {
                throw new RefusedException(
                        Refusal.TOO_NEW,
                        "The model is of IR " + model.ir() + " and opset " + model.opset("") + "; read are IR up to "
                                + MAX_IR + " and opset up to " + MAX_OPSET + ", and the operator " + node.fullName()
                                + " may have changed since.",
                        "m = onnx.version_converter.convert_version(onnx.load(\"model.onnx\"), 21); m.ir_version = 10;"
                                + " onnx.save(m, \"opset21.onnx\")");
            }
        }
    }
}

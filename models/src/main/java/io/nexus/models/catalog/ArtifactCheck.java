package io.nexus.models.catalog;

import io.nexus.models.onnx.AggregatorGraph;
import io.nexus.models.onnx.OnnxContract;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks an artifact against its row: there, the same bytes, the same contract, and something that can evaluate it. */
final class ArtifactCheck {
    /** The one model that is evaluated so far, by its closed form. */
    private static final int AGGREGATOR = 4;

    private ArtifactCheck() {}

    static ModelVerdict check(ModelEntry entry, byte @Nullable [] file) {
        if (entry.sha256() == null) {
            return ModelVerdict.of(Fault.NO_ARTIFACT, "");
        }
        if (file == null) {
            return ModelVerdict.of(Fault.MISSING_FILE, entry.file());
        }
        String sha256 = sha256(file);
        if (!sha256.equals(entry.sha256())) {
            return ModelVerdict.of(
                    Fault.WRONG_SHA256, entry.file() + " has " + sha256 + ", expected " + entry.sha256());
        }
        ModelVerdict contract = entry.format() == ModelFormat.ONNX ? onnx(entry, file) : ModelVerdict.SERVES;
        if (!contract.isServing()) {
            return contract;
        }
        if (entry.id() != AGGREGATOR) {
            return ModelVerdict.of(Fault.NO_EVALUATOR, entry.format() + " of model " + entry.id());
        }
        return Arrays.equals(file, AggregatorGraph.bytes())
                ? ModelVerdict.SERVES
                : ModelVerdict.of(Fault.NOT_CLOSED_FORM, entry.file());
    }

    private static ModelVerdict onnx(ModelEntry entry, byte[] file) {
        OnnxContract contract;
        try {
            contract = OnnxContract.read(file);
        } catch (IllegalArgumentException e) {
            return ModelVerdict.of(Fault.BROKEN_FILE, entry.file() + ": " + e.getMessage());
        }
        ModelVerdict inputs = compare("inputs", entry.inputs(), entry.sequenceSteps(), contract.inputs());
        return inputs.isServing() ? compare("outputs", entry.outputs(), 1, contract.outputs()) : inputs;
    }

    private static ModelVerdict compare(
            String what, List<TensorSpec> wanted, int steps, List<OnnxContract.Port> found) {
        boolean isSame = wanted.size() == found.size();
        for (int i = 0; isSame && i < wanted.size(); i++) {
            TensorSpec spec = wanted.get(i);
            OnnxContract.Port port = found.get(i);
            isSame = spec.name().equals(port.name()) && (long) spec.width() * steps == port.width();
        }
        return isSame
                ? ModelVerdict.SERVES
                : ModelVerdict.of(Fault.CONTRACT_MISMATCH, what + " are " + found + ", not " + wanted);
    }

    private static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

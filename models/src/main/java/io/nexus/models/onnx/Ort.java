package io.nexus.models.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.nexus.models.serving.ModelFailure;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;

/** Sessions of ONNX Runtime: one thread, no spinning, little memory, quiet. The native library is loaded by the first one. */
final class Ort {
    private static final String MESSAGE = " - message: ";
    private static final int MAX_MESSAGE = 300;

    private Ort() {}

    private static final class Environment {
        static final OrtEnvironment SHARED =
                OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "nexus");
    }

    static OrtEnvironment environment() {
        return Environment.SHARED;
    }

    /** A session that runs the graph as it is written, and optimises nothing. */
    static OrtSession plain(byte[] model) throws RefusedException {
        return session(model, OrtSession.SessionOptions.OptLevel.NO_OPT);
    }

    /** A session for serving. */
    static OrtSession fast(byte[] model) throws RefusedException {
        return session(model, OrtSession.SessionOptions.OptLevel.ALL_OPT);
    }

    private static OrtSession session(byte[] model, OrtSession.SessionOptions.OptLevel level) throws RefusedException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(level);
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry("session.inter_op.allow_spinning", "0");
            options.setCPUArenaAllocator(false);
            options.setMemoryPatternOptimization(false);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            return environment().createSession(model, options);
        } catch (OrtException e) {
            throw refused("ONNX Runtime does not take the graph: " + message(e));
        }
    }

    static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new ModelFailure("ONNX Runtime: " + message(e), e);
        }
    }

    static RefusedException refused(String reason) {
        return new RefusedException(
                Refusal.NATIVE, reason, "onnx.checker.check_model(onnx.load(\"model.onnx\"), full_check=True)");
    }

    /** First line of what ONNX Runtime says, not longer than people read. */
    static String message(OrtException e) {
        String all = String.valueOf(e.getMessage());
        int start = all.indexOf(MESSAGE);
        String first = all.substring(start < 0 ? 0 : start + MESSAGE.length())
                .lines()
                .findFirst()
                .orElse("");
        return first.length() > MAX_MESSAGE ? first.substring(0, MAX_MESSAGE) : first;
    }
}

package io.nexus.models.role;

/** File format of an artifact. */
public enum ModelFormat {
    ONNX,
    /** A pickled XGBoost booster. */
    PKL,
    KERAS,
    LIGHTGBM
}

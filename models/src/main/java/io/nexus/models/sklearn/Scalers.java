package io.nexus.models.sklearn;

import io.nexus.models.serving.RefusedException;
import org.jspecify.annotations.Nullable;

/** Preprocessing that scales each column by itself, and the way back. */
final class Scalers {
    /** From this version on a shorter row is left as it is. */
    private static final Version LEAST_LENGTH_SINCE = new Version(1, 0);

    private static final double LEAST_LENGTH = 10 * 0x1p-52;

    private Scalers() {}

    static boolean reads(String name) {
        return switch (name) {
            case "StandardScaler", "MinMaxScaler", "RobustScaler", "MaxAbsScaler", "Normalizer" -> true;
            default -> false;
        };
    }

    static Fitted read(Fields fields) throws RefusedException {
        Stage stage =
                switch (fields.name()) {
                    case "StandardScaler" -> centred(fields, fields.flag("with_mean", true) ? "mean_" : null);
                    case "RobustScaler" -> centred(fields, fields.flag("with_centering", true) ? "center_" : null);
                    case "MinMaxScaler" -> minMax(fields);
                    case "MaxAbsScaler" -> maxAbs(fields);
                    default -> normalizer(fields);
                };
        return Fitted.transformer(fields.name(), stage);
    }

    /** (x - centre) / scale. */
    private static Stage centred(Fields fields, @Nullable String centreName) throws RefusedException {
        boolean isScaled = fields.flag("with_std", true) && fields.flag("with_scaling", true);
        double[] scale = isScaled ? fields.finite("scale_", fields.numbers("scale_")) : null;
        double[] centre = centreName == null ? null : fields.finite(centreName, fields.numbers(centreName));
        int width = centre != null ? centre.length : scale != null ? scale.length : fields.integer("n_features_in_");
        if (scale != null && scale.length != width) {
            throw Refusals.inconsistent(
                    "the " + fields.name() + " has " + width + " centres and " + scale.length + " scales");
        }
        return Stage.pure(width, width, (in, out) -> {
            for (int i = 0; i < width; i++) {
                double x = centre == null ? in[i] : in[i] - centre[i];
                out[i] = scale == null ? x : x / scale[i];
            }
        });
    }

    private static Stage minMax(Fields fields) throws RefusedException {
        double[] scale = fields.finite("scale_", fields.numbers("scale_"));
        int width = scale.length;
        double[] min = fields.finite("min_", fields.numbers("min_", width));
        boolean isClipped = fields.flag("clip", false);
        double[] range = isClipped ? fields.numbers("feature_range", 2) : new double[2];
        return Stage.pure(width, width, (in, out) -> {
            for (int i = 0; i < width; i++) {
                double x = in[i] * scale[i] + min[i];
                out[i] = isClipped ? Math.min(Math.max(x, range[0]), range[1]) : x;
            }
        });
    }

    private static Stage maxAbs(Fields fields) throws RefusedException {
        double[] scale = fields.finite("scale_", fields.numbers("scale_"));
        int width = scale.length;
        boolean isClipped = fields.flag("clip", false);
        return Stage.pure(width, width, (in, out) -> {
            for (int i = 0; i < width; i++) {
                double x = in[i] / scale[i];
                out[i] = isClipped ? Math.min(Math.max(x, -1), 1) : x;
            }
        });
    }

    private static Stage normalizer(Fields fields) throws RefusedException {
        int width = fields.integer("n_features_in_");
        String norm = fields.text("norm", "l2");
        double least = Version.of(fields.owner()).isAtLeast(LEAST_LENGTH_SINCE) ? LEAST_LENGTH : 0;
        return Stage.pure(width, width, (in, out) -> {
            double length = 0;
            for (int i = 0; i < width; i++) {
                double x = in[i];
                length = switch (norm) {
                    case "l1" -> length + Math.abs(x);
                    case "max" -> Math.max(length, Math.abs(x));
                    default -> length + x * x;
                };
            }
            length = norm.equals("l2") ? Math.sqrt(length) : length;
            for (int i = 0; i < width; i++) {
                out[i] = length == 0 || length < least ? in[i] : in[i] / length;
            }
        });
    }

    /** The way back, for a target that was scaled. */
    static Stage inverse(Fields fields) throws RefusedException {
        switch (fields.name()) {
            case "StandardScaler", "RobustScaler" -> {
                boolean isStandard = fields.name().equals("StandardScaler");
                double[] scale =
                        fields.flag(isStandard ? "with_std" : "with_scaling", true) ? fields.numbers("scale_") : null;
                double[] centre = fields.flag(isStandard ? "with_mean" : "with_centering", true)
                        ? fields.numbers(isStandard ? "mean_" : "center_")
                        : null;
                int width = centre != null ? centre.length : scale != null ? scale.length : 1;
                if (scale != null && scale.length != width) {
                    throw Refusals.inconsistent(
                            "the " + fields.name() + " has " + width + " centres and " + scale.length + " scales");
                }
                return Stage.pure(width, width, (in, out) -> {
                    for (int i = 0; i < width; i++) {
                        double x = scale == null ? in[i] : in[i] * scale[i];
                        out[i] = centre == null ? x : x + centre[i];
                    }
                });
            }
            case "MinMaxScaler" -> {
                double[] scale = fields.numbers("scale_");
                double[] min = fields.numbers("min_", scale.length);
                return Stage.pure(scale.length, scale.length, (in, out) -> {
                    for (int i = 0; i < scale.length; i++) {
                        out[i] = (in[i] - min[i]) / scale[i];
                    }
                });
            }
            case "PowerTransformer" -> {
                return Powers.inverse(fields);
            }
            default -> throw Refusals.unsupported(
                    "the way back through a " + Refusals.shown(fields.name()) + " is not read");
        }
    }
}

package io.nexus.models.sklearn;

import io.nexus.models.pickle.Instance;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Version of a library, without what comes after the second number. */
record Version(int major, int minor) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*", Pattern.DOTALL);

    /** Version of scikit-learn that wrote an estimator; 0.0 if it does not say so, as before 0.18. */
    static Version of(Instance estimator) {
        Object text = estimator.attributes().get("_sklearn_version");
        Matcher form = FORM.matcher(text instanceof String version ? version : "");
        return form.matches()
                ? new Version(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)))
                : new Version(0, 0);
    }

    boolean isAtLeast(Version other) {
        return major > other.major || (major == other.major && minor >= other.minor);
    }
}

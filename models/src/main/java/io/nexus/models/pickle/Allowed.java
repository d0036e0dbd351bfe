package io.nexus.models.pickle;

import java.util.Set;
import java.util.regex.Pattern;

/** Names that may stand in a pickle. */
final class Allowed {
    private static final int LONGEST_NAME = 200;
    private static final Set<String> PLAIN = Set.of(
            "collections.OrderedDict",
            "collections.defaultdict",
            "_codecs.encode",
            "copyreg._reconstructor",
            "copy_reg._reconstructor",
            "functools.partial",
            "joblib.numpy_pickle.NumpyArrayWrapper",
            "sklearn.externals.joblib.numpy_pickle.NumpyArrayWrapper",
            "sklearn.utils.validation.check_array");
    private static final Set<String> BUILTINS = Set.of(
            "set",
            "frozenset",
            "bytearray",
            "bytes",
            "complex",
            "slice",
            "range",
            "list",
            "tuple",
            "dict",
            "object",
            "int",
            "float",
            "bool",
            "str");
    private static final Set<String> NUMPY = Set.of(
            "numpy.dtype",
            "numpy.ndarray",
            "numpy.ma.core.MaskedArray",
            "numpy.ma.core._mareconstruct",
            "numpy.ma.MaskedArray",
            "numpy.core._ufunc_reconstruct",
            "numpy._core._ufunc_reconstruct");
    private static final Pattern NUMPY_CORE =
            Pattern.compile("numpy\\._?core\\.(multiarray\\.(_reconstruct|scalar)|numeric\\._frombuffer)");
    private static final Pattern NUMPY_TYPE =
            Pattern.compile("numpy\\.(bool_?|u?int(8|16|32|64)?|float(16|32|64)?|str_|bytes_"
                    + "|object_|longlong|int_|intp|intc|float_|double|single)");
    private static final Pattern NUMPY_FUNCTION = Pattern.compile(
            "numpy\\.(_?core\\._multiarray_umath\\.)?(log1p|expm1|log|exp|sqrt|abs|absolute|square|tanh|sign)");
    private static final Pattern NUMPY_RANDOM =
            Pattern.compile("numpy\\.random\\.(__RandomState_ctor|mtrand\\.RandomState"
                    + "|_generator\\.Generator|_pickle\\.__\\w+_ctor|_\\w+\\.(MT19937|PCG64|PCG64DXSM|Philox|SFC64)"
                    + "|bit_generator\\.(SeedSequence|__pyx_unpickle_SeedSequence))");
    private static final Pattern SPARSE = Pattern.compile("scipy\\.sparse\\.(_?\\w+\\.)?(csr|csc)_(matrix|array)");
    /** Values that stand beside a model: dates, tables and columns of pandas, paths. All are left dead. */
    private static final Pattern BESIDE = Pattern.compile("datetime\\.(datetime|date|time|timedelta|timezone)"
            + "|decimal\\.Decimal|uuid\\.UUID|types\\.SimpleNamespace|collections\\.(deque|Counter)"
            + "|pathlib\\.(_local\\.)?(Pure)?(Posix|Windows)?Path"
            + "|pandas(\\.\\w+)*\\.([A-Z]\\w*|_new_\\w+|_unpickle_\\w+|__pyx_unpickle_[A-Z]\\w*)");
    /** Functions of scikit-learn that score columns in a selector, and the makers of its trees of neighbours. */
    private static final Pattern SELECTION = Pattern.compile(
            "sklearn\\.feature_selection\\.\\w+\\.\\w+|sklearn\\.compose\\._column_transformer\\.make_column_selector"
                    + "|sklearn\\.neighbors\\._?(kd|ball)_tree\\.newObj"
                    + "|sklearn\\.(neighbors|metrics)\\._?dist_metrics\\.newObj");
    /** Functions that measure, which a search keeps beside its best model. */
    private static final Pattern METRIC = Pattern.compile("sklearn\\.metrics\\._\\w+\\.\\w+");
    /** Some versions name the compiled losses without their package. */
    private static final Pattern LOSS = Pattern.compile("_loss\\.(__pyx_unpickle_)?Cy\\w+");
    /** Classes of the libraries, which start with a capital letter, and the makers of their compiled classes. */
    private static final Pattern LIBRARY = Pattern.compile(
            "(sklearn(?!\\.externals)|xgboost|lightgbm)(\\.\\w+)*\\.(_?[A-Z]\\w*|__pyx_unpickle_[A-Z]\\w*)");

    private Allowed() {}

    static boolean allows(Global global) {
        String name = global.toString();
        if (name.length() > LONGEST_NAME) {
            return false;
        }
        if (global.module().equals("builtins") || global.module().equals("__builtin__")) {
            return BUILTINS.contains(global.name());
        }
        return PLAIN.contains(name)
                || NUMPY.contains(name)
                || NUMPY_CORE.matcher(name).matches()
                || NUMPY_FUNCTION.matcher(name).matches()
                || METRIC.matcher(name).matches()
                || LOSS.matcher(name).matches()
                || NUMPY_TYPE.matcher(name).matches()
                || NUMPY_RANDOM.matcher(name).matches()
                || BESIDE.matcher(name).matches()
                || SELECTION.matcher(name).matches()
                || SPARSE.matcher(name).matches()
                || LIBRARY.matcher(name).matches();
    }
}

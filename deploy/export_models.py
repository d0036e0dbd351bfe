#!/usr/bin/env python3
"""Prepares trained models for NEXUS, where they and their libraries live.

    python export_models.py MODELS OUT [--data rows.csv] [--rows 64] [--seed 1] [--onnx] [--version 7] [--trained-on TEXT]

For every model file below MODELS it writes below OUT, at the same place:
  - the file itself where NEXUS reads it as it is (ONNX, XGBoost JSON and UBJSON, LightGBM text, scikit-learn, XGBoost and LightGBM
    pickles, Keras .h5 and .keras), or an ONNX file made of it (CatBoost; with --onnx also scikit-learn pickles);
  - FILE.golden.csv: input rows and what the model's own library answers, by which NEXUS verifies its own answers;
  - FILE.provenance.json, with --version or --trained-on: by which version decisions name it, and what it was trained on (a model that
    was trained on "simulated" data never serves a live account);
  - FILE.features.txt: the names of the inputs in the order of the model, where the model knows them.

Rows come from --data (a CSV file with a header whose columns are the model's inputs in its order, real rows are best), else they are
standard normal numbers. Opening a pickle runs what is in it: run this on your own models, on your own machine. NEXUS itself never does.
Ends with 1 if a file could not be prepared; says which and why.
"""

import argparse
import csv
import importlib.util
import json
import os
import pathlib
import pickle
import shutil
import sys

import numpy as np

ENDINGS = {".onnx", ".json", ".ubj", ".txt", ".pkl", ".pickle", ".joblib", ".h5", ".keras", ".cbm"}
BESIDE = (".golden.csv", ".features.txt", ".lock.json", ".provenance.json")


class Unfit(Exception):
    """A file that is no model this script can open."""


class Opened:
    """A model that is open: how wide its rows are, in which number type, and how it answers."""

    def __init__(self, shape, dtype, answer, names=(), takes_missing=False):
        self.shape = tuple(int(size) for size in shape)
        self.dtype = np.dtype(dtype)
        self.answer = answer  # rows -> list of (name, 2-D array)
        self.names = [str(name) for name in names] if names is not None else []
        self.takes_missing = takes_missing


def open_onnx(path):
    import onnxruntime

    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    inputs = session.get_inputs()
    types = {"tensor(float)": np.float32, "tensor(double)": np.float64}
    if any(port.type not in types for port in inputs):
        raise Unfit("inputs of type " + ", ".join(port.type for port in inputs))
    shapes = [tuple(size if isinstance(size, int) and size > 0 else 1 for size in port.shape[1:]) for port in inputs]
    widths = [int(np.prod(shape, dtype=int)) for shape in shapes]
    names = [port.name for port in session.get_outputs()]

    def answer(rows):
        columns = {name: [] for name in names}
        for row in rows:  # one at a time: a batch may be fixed to one
            flat, feed, at = row.reshape(-1), {}, 0
            for port, shape, width in zip(inputs, shapes, widths):
                feed[port.name] = flat[at:at + width].reshape((1, *shape)).astype(types[port.type])
                at += width
            for name, value in zip(names, session.run(None, feed)):
                columns[name].append(one_row(value))
        return [(name, numbers(values)) for name, values in columns.items()]

    shape = shapes[0] if len(shapes) == 1 else (sum(widths),)
    return Opened(shape, types[inputs[0].type], answer)


def one_row(value):
    """One row of an ONNX output; a ZipMap's map becomes its values in the order of its keys."""
    if isinstance(value, list):
        return np.array([value[0][key] for key in value[0]], dtype=np.float32)
    return np.asarray(value).reshape(-1)


def numbers(rows):
    """Rows as a table of numbers; a text label becomes its place among the labels, sorted."""
    table = np.array(rows)
    if table.dtype.kind in "USO":
        labels = sorted(set(table.reshape(-1).tolist()))
        table = np.vectorize(labels.index)(table).astype(np.int64)
    return table.reshape(len(rows), -1)


def open_booster(path):
    import xgboost

    return of_booster(xgboost.Booster(model_file=str(path)))


def of_booster(booster):
    import xgboost

    def answer(rows):
        data = xgboost.DMatrix(rows, feature_names=booster.feature_names)
        return [("prediction", np.atleast_2d(booster.predict(data).T).T)]

    return Opened((booster.num_features(),), np.float32, answer, booster.feature_names or (), True)


def open_lightgbm(path):
    import lightgbm

    return of_lightgbm(lightgbm.Booster(model_file=str(path)))


def of_lightgbm(booster):
    def answer(rows):
        return [("prediction", np.atleast_2d(np.asarray(booster.predict(rows)).T).T)]

    return Opened((booster.num_feature(),), np.float64, answer, booster.feature_name(), True)


def open_pickle(path):
    try:
        import joblib

        model = joblib.load(path)
    except ImportError:
        with open(path, "rb") as file:
            model = pickle.load(file)
    if type(model).__module__.startswith("xgboost") and type(model).__name__ == "Booster":
        return of_booster(model)
    if type(model).__module__.startswith("lightgbm") and type(model).__name__ == "Booster":
        return of_lightgbm(model)
    if not hasattr(model, "predict"):
        raise Unfit(f"{type(model).__module__}.{type(model).__name__} has no predict")
    return of_estimator(model)


def of_estimator(model):
    width = getattr(model, "n_features_in_", None) or getattr(model, "n_features_", None)
    if width is None and type(model).__name__ == "IsotonicRegression":
        width = 1
    if width is None:
        raise Unfit(f"{type(model).__name__} does not say how many inputs it takes")
    module = type(model).__module__
    dtype = np.float32 if module.startswith("xgboost") else np.float64
    name, method = ("probabilities", model.predict_proba) if hasattr(model, "predict_proba") else ("prediction", model.predict)

    def answer(rows):
        return [(name, np.atleast_2d(np.asarray(method(rows if width > 1 else rows.reshape(-1, 1))).T).T)]

    names = getattr(model, "feature_names_in_", ())
    return Opened((width,), dtype, answer, names, module.startswith(("xgboost", "lightgbm")))


def open_keras(path):
    use_any_backend()
    import keras

    model = keras.models.load_model(path, compile=False)
    shapes = [tuple(size or 1 for size in port.shape[1:]) for port in model.inputs]
    widths = [int(np.prod(shape, dtype=int)) for shape in shapes]

    def answer(rows):
        flat, feed, at = rows.reshape(len(rows), -1), [], 0
        for shape, width in zip(shapes, widths):
            feed.append(flat[:, at:at + width].reshape((len(rows), *shape)))
            at += width
        given = model.predict(feed[0] if len(feed) == 1 else feed, verbose=0)
        given = given if isinstance(given, (list, tuple)) else [given]
        names = getattr(model, "output_names", None) or [f"output_{i}" for i in range(len(given))]
        names = names if len(given) > 1 else ["output_0"]
        return [(name, np.asarray(value).reshape(len(rows), -1)) for name, value in zip(names, given)]

    return Opened(shapes[0] if len(shapes) == 1 else (sum(widths),), np.float32, answer)


def use_any_backend():
    """Keras 3 computes with TensorFlow unless told otherwise: take what is installed."""
    for backend, library in (("tensorflow", "tensorflow"), ("jax", "jax"), ("torch", "torch")):
        if importlib.util.find_spec(library):
            os.environ.setdefault("KERAS_BACKEND", backend)
            return


def open_catboost(path):
    import catboost

    model = catboost.CatBoost()
    model.load_model(str(path))
    return model


def opener(path):
    ending = path.suffix.lower()
    if ending == ".txt":
        with open(path, "rb") as file:
            return open_lightgbm if file.read(4) == b"tree" else None
    return {
        ".onnx": open_onnx,
        ".json": open_booster,
        ".ubj": open_booster,
        ".pkl": open_pickle,
        ".pickle": open_pickle,
        ".joblib": open_pickle,
        ".h5": open_keras,
        ".keras": open_keras,
    }[ending]


def to_onnx(path, target):
    """Writes an ONNX file of a model that NEXUS does not read as it is, or shall not."""
    if path.suffix == ".cbm":
        open_catboost(path).save_model(str(target), format="onnx")
        return
    import joblib
    from skl2onnx import to_onnx as convert

    model = joblib.load(path)
    width = getattr(model, "n_features_in_", None)
    if width is None:
        raise Unfit("it does not say how many inputs it takes")
    options = {"zipmap": False} if hasattr(model, "predict_proba") else None
    made = convert(model, np.zeros((1, width), dtype=np.float32), options=options, target_opset=21)
    target.write_bytes(made.SerializeToString())


def sample(opened, args):
    """Input rows: given or random, then one of zeros, then, where the model takes them, one of missing values."""
    width = int(np.prod(opened.shape, dtype=int))
    if args.data:
        with open(args.data, newline="") as file:
            table = list(csv.reader(file))[1:args.rows + 1]
        rows = np.array([[float(cell) if cell else np.nan for cell in line] for line in table], dtype=opened.dtype)
        if rows.ndim != 2 or rows.shape[1] != width:
            raise Unfit(f"{args.data} has {rows.shape[-1]} columns, the model takes {width}")
    else:
        rows = np.random.default_rng(args.seed).standard_normal((args.rows, width)).astype(opened.dtype)
    rows = np.vstack([rows, np.zeros((1, width), dtype=opened.dtype)])
    if opened.takes_missing:
        rows = np.vstack([rows, np.full((1, width), np.nan, dtype=opened.dtype)])
    return rows.reshape((len(rows), *opened.shape))


def write_golden(target, opened, rows):
    outputs = opened.answer(rows)
    spans, columns, at = [], [], 0
    for name, table in outputs:
        last = at + table.shape[1] - 1
        kind = "int64" if table.dtype.kind in "iub" else str(table.dtype)
        span = f"out_{at}" if last == at else f"out_{at}..out_{last}"
        spans.append(f"{name.replace(' ', '_')}={span}({kind})")
        columns.append(table)
        at = last + 1
    flat = rows.reshape(len(rows), -1)
    shape = "x".join(str(size) for size in opened.shape) or "1"
    with open(target, "w", newline="") as file:
        file.write(f"# shape={shape}; dtype={opened.dtype}; inputs=in; outputs={' '.join(spans)}; row-major; NaN=missing\n")
        file.write(",".join([f"in_{i}" for i in range(flat.shape[1])] + [f"out_{i}" for i in range(at)]) + "\n")
        for i, row in enumerate(flat):
            cells = [text(value) for value in row]
            for table in columns:
                cells += [text(value) for value in table[i]]
            file.write(",".join(cells) + "\n")


def text(value):
    """Shortest text that reads back to the same bits."""
    if isinstance(value, np.integer):
        return str(int(value))
    if np.isnan(value):
        return "NaN"
    return str(value) if isinstance(value, np.float32) else repr(float(value))


def is_of_sklearn(path):
    """Boosters stay as they are: NEXUS reads them, and skl2onnx does not know them."""
    import joblib

    return path.suffix in {".pkl", ".pickle", ".joblib"} and type(joblib.load(path)).__module__.startswith("sklearn")


def prepare(path, target, args):
    target.parent.mkdir(parents=True, exist_ok=True)
    is_converted = path.suffix == ".cbm" or (args.onnx and is_of_sklearn(path))
    if is_converted:
        target = target.with_suffix(".onnx")
        to_onnx(path, target)
        opened = open_onnx(target)
    else:
        opened = opener(path)(path)
        shutil.copyfile(path, target)
    write_golden(target.with_name(target.name + ".golden.csv"), opened, sample(opened, args))
    if opened.names:
        target.with_name(target.name + ".features.txt").write_text("\n".join(opened.names) + "\n")
    said = {"version": args.version, "trainedOn": args.trained_on}
    if any(said.values()):
        said = {key: value for key, value in said.items() if value}
        target.with_name(target.name + ".provenance.json").write_text(json.dumps(said, indent=2) + "\n")
    return target


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--data", type=pathlib.Path, help="CSV file with input rows")
    parser.add_argument("--rows", type=int, default=64)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--onnx", action="store_true", help="convert scikit-learn pickles to ONNX")
    parser.add_argument("--version", help="version of these models, as decisions will name them")
    parser.add_argument("--trained-on", help="what data they were trained on, in words; simulated data: simulated")
    args = parser.parse_args()
    if not args.models.is_dir():
        parser.error(f"there is no folder {args.models}")
    failed = 0
    for path in sorted(args.models.rglob("*")):
        is_model = path.is_file() and path.suffix.lower() in ENDINGS and not path.name.endswith(BESIDE)
        if not is_model or (path.suffix != ".cbm" and opener(path) is None):
            continue
        try:
            made = prepare(path, args.out / path.relative_to(args.models), args)
            print(f"{path.relative_to(args.models)} -> {made}")
        except ImportError as error:
            failed += 1
            print(f"{path.relative_to(args.models)}: needs a library that is not here: {error}", file=sys.stderr)
        except Exception as error:  # whatever a library throws concerns this file alone
            failed += 1
            print(f"{path.relative_to(args.models)}: {type(error).__name__}: {error}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

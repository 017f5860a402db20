"""Checks that two exports have the same files, inputs, outputs, operator set and metadata keys."""
import argparse
from pathlib import Path

import onnx
from onnx import TensorProto


def signature(path):
    """What an application relies on, as printable lines."""
    model = onnx.load(str(path))
    lines = [f"opset {entry.version}" for entry in model.opset_import]
    for kind, values in (("input", model.graph.input), ("output", model.graph.output)):
        for value in values:
            tensor = value.type.tensor_type
            shape = ", ".join(axis.dim_param or str(axis.dim_value) for axis in tensor.shape.dim)
            lines.append(f"{kind} {value.name}: {TensorProto.DataType.Name(tensor.elem_type)} [{shape}]")
    lines += sorted(f"metadata {entry.key}" for entry in model.metadata_props)
    return lines


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reference", type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument("--export", type=Path, default=Path("work/export"))
    args = parser.parse_args()

    problems = 0
    for layout in ("onnx-asr", "sherpa", "ctc"):
        expected = sorted(path.name for path in (args.reference / layout).iterdir())
        actual = sorted(path.name for path in (args.export / layout).iterdir())
        if expected != actual:
            print(f"{layout}: files {actual}, expected {expected}")
            problems += 1
        for name in expected:
            if not name.endswith(".onnx") or name not in actual:
                continue
            wanted, found = signature(args.reference / layout / name), signature(args.export / layout / name)
            for line in wanted:
                if line not in found:
                    print(f"{layout}/{name}: lacks {line}")
            for line in found:
                if line not in wanted:
                    print(f"{layout}/{name}: has {line}")
            problems += wanted != found
            print(f"{layout}/{name}: {'same' if wanted == found else 'DIFFERENT'} ({len(wanted)} properties)")
    raise SystemExit(1 if problems else 0)


if __name__ == "__main__":
    main()

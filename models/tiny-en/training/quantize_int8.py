"""Quantises the matrix products of an ONNX model to int8, dynamically.

Each MatMul or Gemm by a constant matrix becomes DynamicQuantizeLinear of its input, MatMulInteger with int8 weights
(symmetric, one scale a column), and a Cast and a Mul back to float32: the form that ONNX Runtime's dynamic
quantisation gives. Weights may be float32, or float16 followed by a Cast. Products of two computed values, as in
attention, and convolutions stay as they are.

Weights use 7 of the 8 bits unless told otherwise. x86 processors without VNNI add pairs of uint8 x int8 products in
16 bits and clip the sum: with full-range weights their results are wrong, and differ from other processors'.
"""
import argparse
import collections
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

WEIGHT_LIMITS = {7: 64, 8: 127}  # 2 * 255 * 64 still fits 16 bits


class Quantizer:
    def __init__(self, model, weight_limit):
        self.graph = model.graph
        self.weight_limit = weight_limit
        self.stored = {tensor.name: tensor for tensor in self.graph.initializer}
        self.casts = {node.output[0]: node for node in self.graph.node
                      if node.op_type == "Cast" and node.input[0] in self.stored}
        self.nodes = []
        self.quantized_inputs = {}
        self.quantized_weights = {}
        self.count = 0

    def run(self):
        for node in self.graph.node:
            if not self._replace(node):
                self.nodes.append(node)
        del self.graph.node[:]
        self.graph.node.extend(self.nodes)
        self._remove_unused()

    def _replace(self, node):
        """Appends the quantised form of the node, if it is a product by a constant matrix."""
        if node.op_type not in ("MatMul", "Gemm"):
            return False
        options = {entry.name: helper.get_attribute_value(entry) for entry in node.attribute}
        weight = self._constant(node.input[1])
        if weight is None or weight.ndim != 2 or options.get("transA", 0) or self._is_constant(node.input[0]):
            return False
        transposed = bool(options.get("transB", 0))
        has_bias = len(node.input) > 2 and node.input[2] != ""
        product = node.output[0] + "_product" if has_bias else node.output[0]
        self._append_product(node, weight.T if transposed else weight, transposed,
                             options.get("alpha", 1.0), product)
        if has_bias:
            self._append_bias(node, product, options.get("beta", 1.0))
        self.count += 1
        return True

    def _append_product(self, node, weight, transposed, alpha, output):
        base = node.name or node.output[0]
        values, scale, zero_point = self._quantize_weight(node.input[1], weight, transposed, alpha)
        activation, activation_scale, activation_zero_point = self._quantize_input(node.input[0])
        integer, real, scales = f"{base}_integer", f"{base}_real", f"{base}_scales"
        self.nodes += [
            helper.make_node("MatMulInteger", [activation, values, activation_zero_point, zero_point], [integer],
                             f"{base}_quant"),
            helper.make_node("Cast", [integer], [real], f"{base}_cast", to=TensorProto.FLOAT),
            helper.make_node("Mul", [activation_scale, scale], [scales], f"{base}_scales_mul"),
            helper.make_node("Mul", [real, scales], [output], f"{base}_output_mul")]

    def _append_bias(self, node, product, beta):
        bias = node.input[2]
        if beta != 1.0:
            factor, scaled = f"{product}_beta", f"{product}_scaled_bias"
            self._store(factor, np.array(beta, np.float32))
            self.nodes.append(helper.make_node("Mul", [bias, factor], [scaled]))
            bias = scaled
        self.nodes.append(helper.make_node("Add", [product, bias], [node.output[0]]))

    def _quantize_input(self, name):
        """Quantises an activation once, however many products use it."""
        if name not in self.quantized_inputs:
            outputs = [f"{name}_quantized", f"{name}_scale", f"{name}_zero_point"]
            self.nodes.append(helper.make_node("DynamicQuantizeLinear", [name], outputs, f"{name}_QuantizeLinear"))
            self.quantized_inputs[name] = outputs
        return self.quantized_inputs[name]

    def _quantize_weight(self, name, weight, transposed, alpha):
        """Stores int8 values, their scales and zero point; the names of the three."""
        key = (name, transposed, alpha)
        if key not in self.quantized_weights:
            scale = np.abs(weight).max(axis=0).astype(np.float32) / self.weight_limit
            scale[scale == 0] = 1  # a column of zeros
            values = np.clip(np.rint(weight / scale), -self.weight_limit, self.weight_limit).astype(np.int8)
            prefix = name if not self.quantized_weights else f"{name}_{len(self.quantized_weights)}"
            names = [f"{prefix}_quantized", f"{prefix}_scale", f"{prefix}_zero_point"]
            # The scale is where a Gemm's alpha goes for free.
            for tensor, array in zip(names, (values, scale * np.float32(alpha), np.array(0, np.int8))):
                self._store(tensor, array)
            self.quantized_weights[key] = names
        return self.quantized_weights[key]

    def _store(self, name, array):
        self.graph.initializer.append(numpy_helper.from_array(np.ascontiguousarray(array), name))

    def _is_constant(self, name):
        return name in self.stored or name in self.casts

    def _constant(self, name):
        """The float32 value of a weight, or None if the name is not of one."""
        if name in self.casts:
            name = self.casts[name].input[0]
        if name not in self.stored:
            return None
        values = numpy_helper.to_array(self.stored[name])
        return values.astype(np.float32) if values.dtype in (np.float16, np.float32) else None

    def _remove_unused(self):
        """Drops the float weights that nothing reads any more, and their casts."""
        uses = collections.Counter(name for node in self.graph.node for name in node.input)
        uses.update(output.name for output in self.graph.output)
        for output, cast in self.casts.items():
            if not uses[output]:
                self.graph.node.remove(cast)
                uses[cast.input[0]] -= 1
        for name, tensor in self.stored.items():
            if not uses[name]:
                self.graph.initializer.remove(tensor)


def quantize(model, weight_bits=7):
    """Quantises a loaded model in place; the number of products changed."""
    quantizer = Quantizer(model, WEIGHT_LIMITS[weight_bits])
    quantizer.run()
    onnx.checker.check_model(model)
    return quantizer.count


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--weight-bits", type=int, choices=sorted(WEIGHT_LIMITS), default=7)
    args = parser.parse_args()

    model = onnx.load(str(args.input))
    count = quantize(model, args.weight_bits)
    args.output.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(args.output))
    print(f"{args.output}: {count} products quantised, {args.input.stat().st_size:,} -> "
          f"{args.output.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

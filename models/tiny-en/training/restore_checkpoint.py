"""Rebuilds a checkpoint from exported graphs.

The repository keeps the model only as ONNX. With this its word error rate can be measured, its recordings remade, or
its training continued. Weights come back as rounded to float16, and the batch normalisation comes back as folded into
the convolution before it (a training that continues starts its running statistics anew).
"""
import argparse
import math
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from model import Model


class GraphWeights:
    """The weights of a graph in the order in which its nodes use them, whatever they are called."""

    def __init__(self, path):
        graph = onnx.load(str(path)).graph
        stored = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
        self._remaining = []
        for node in graph.node:
            if node.op_type == "Cast" and node.input[0] in stored:
                stored[node.output[0]] = stored.pop(node.input[0]).astype(np.float32)
                continue
            for name in node.input:
                # Each weight once: names that two nodes share belong to one module.
                if name in stored and stored[name].dtype == np.float32:
                    self._remaining.append(stored.pop(name))

    def take(self, shape):
        """The next weight, which must have this shape."""
        values = self._remaining.pop(0)
        if values.shape != tuple(shape):
            raise SystemExit(f"expected a weight of shape {tuple(shape)}, found {values.shape}")
        return torch.from_numpy(values.copy())

    def take_plain(self, module):
        """Fills a convolution or a norm: weight and bias as PyTorch has them."""
        module.weight.data = self.take(module.weight.shape)
        module.bias.data = self.take(module.bias.shape)

    def take_linear(self, module):
        """Fills a linear layer, whose weight the graph has transposed."""
        module.weight.data = self.take(module.weight.shape[::-1]).T.contiguous()
        module.bias.data = self.take(module.bias.shape)

    def take_lstm(self, lstm):
        """Fills an LSTM. ONNX orders the gates input, output, forget, cell; PyTorch input, forget, cell, output."""
        hidden = lstm.hidden_size

        def reorder(values):
            entry, output, forget, cell = values.split(hidden)
            return torch.cat([entry, forget, cell, output])

        lstm.weight_ih_l0.data = reorder(self.take((1, 4 * hidden, lstm.input_size))[0])
        lstm.weight_hh_l0.data = reorder(self.take((1, 4 * hidden, hidden))[0])
        input_bias, hidden_bias = self.take((1, 8 * hidden))[0].split(4 * hidden)
        lstm.bias_ih_l0.data, lstm.bias_hh_l0.data = reorder(input_bias), reorder(hidden_bias)

    def finish(self):
        if self._remaining:
            raise SystemExit(f"{len(self._remaining)} weights are left over")


def restore_encoder(weights, encoder):
    subsampling = encoder.subsampling
    for convolution in (subsampling.first, subsampling.second_depthwise, subsampling.second_pointwise,
                        subsampling.third_depthwise, subsampling.third_pointwise):
        weights.take_plain(convolution)
    weights.take_linear(subsampling.output)

    def restore_feed_forward(layers):
        weights.take_plain(layers[0])
        weights.take_linear(layers[1])
        weights.take_linear(layers[4])

    for block in encoder.blocks:
        restore_feed_forward(block.feed_forward_1)
        weights.take_plain(block.attention_norm)
        weights.take_linear(block.attention.query_key_value)
        weights.take_linear(block.attention.output)
        weights.take_plain(block.convolution_norm)
        weights.take_linear(block.pointwise_in)
        weights.take_plain(block.depthwise)
        # Folded away; with mean 0 and variance 1 this weight makes the normalisation do nothing.
        block.batch_norm.weight.data.fill_(math.sqrt(1 + block.batch_norm.eps))
        weights.take_linear(block.pointwise_out)
        restore_feed_forward(block.feed_forward_2)
        weights.take_plain(block.output_norm)


def restore(folder):
    """A model with the weights of the layouts below `folder`."""
    model = Model().eval()
    encoder_and_ctc = GraphWeights(folder / "ctc" / "model.onnx")
    restore_encoder(encoder_and_ctc, model.encoder)
    encoder_and_ctc.take_linear(model.ctc)
    encoder_and_ctc.finish()

    predictor = GraphWeights(folder / "sherpa" / "decoder.onnx")
    model.predictor.embedding.weight.data = predictor.take(model.predictor.embedding.weight.shape)
    predictor.take_lstm(model.predictor.lstm)
    predictor.finish()

    joint = GraphWeights(folder / "sherpa" / "joiner.onnx")
    for layer in (model.joint.encoder, model.joint.predictor, model.joint.output):
        joint.take_linear(layer)
    joint.finish()
    return model


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--export", type=Path, default=Path(__file__).resolve().parent.parent,
                        help="folder of the layouts; the repository's model where not given")
    parser.add_argument("--output", type=Path, default=Path("work/model.pt"))
    args = parser.parse_args()

    args.output.parent.mkdir(parents=True, exist_ok=True)
    torch.save(restore(args.export).state_dict(), args.output)
    print(args.output)


if __name__ == "__main__":
    main()

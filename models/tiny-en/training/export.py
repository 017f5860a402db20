"""Exports a checkpoint as ONNX in the three layouts: onnx-asr, sherpa-onnx, and the CTC head alone.

Names, shapes and metadata are those of NeMo's own exports. Weights are stored as float16 and cast to float32 when
the graph is loaded: half the size on disk, the same arithmetic.
"""
import argparse
import copy
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn as nn
from onnx import TensorProto, helper, numpy_helper

import tokenizer as tokenizers
from decoding import MAX_TOKENS_PER_STEP
from features import MEL_BANDS
from model import SUBSAMPLING, load_model

OPSET = 14
SMALLEST_HALF = 256  # tensors of at most this many values stay float32


class PredictorGraph(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.predictor = model.predictor

    def forward(self, targets, target_length, hidden, cell):
        # NeMo's tokens are int32. Adding 0 keeps the length an output of its own and not an alias of the input.
        output, (hidden, cell) = self.predictor(targets.long(), (hidden, cell))
        return output.transpose(1, 2), target_length + 0, hidden, cell


class JointGraph(nn.Module):
    """NeMo's CPU export takes one log-softmax over the whole row, tokens and durations together."""

    def __init__(self, model):
        super().__init__()
        self.joint = model.joint

    def forward(self, encoder_outputs, decoder_outputs):
        return self.joint(encoder_outputs.transpose(1, 2), decoder_outputs.transpose(1, 2)).log_softmax(-1)


class PredictorJointGraph(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.predictor = PredictorGraph(model)
        self.joint = JointGraph(model)

    def forward(self, encoder_outputs, targets, target_length, hidden, cell):
        predicted, lengths, hidden, cell = self.predictor(targets, target_length, hidden, cell)
        return self.joint(encoder_outputs, predicted), lengths, hidden, cell


class CtcGraph(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.encoder = model.encoder
        self.ctc = model.ctc

    def forward(self, audio_signal, length):
        encoded, _ = self.encoder(audio_signal, length)
        return self.ctc(encoded.transpose(1, 2)).log_softmax(-1)


def store_as_half(path):
    """Replaces each large float32 weight by its float16 value and a Cast to the old name."""
    model = onnx.load(path)
    graph = model.graph
    casts = []
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if values.dtype == np.float32 and values.size > SMALLEST_HALF:
            graph.initializer.remove(tensor)
            graph.initializer.append(numpy_helper.from_array(values.astype(np.float16), tensor.name + "_h"))
            casts.append(helper.make_node("Cast", [tensor.name + "_h"], [tensor.name], to=TensorProto.FLOAT))
    for position, cast in enumerate(casts):
        graph.node.insert(position, cast)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def add_metadata(path, **entries):
    model = onnx.load(path)
    helper.set_model_props(model, {key: str(value) for key, value in entries.items()})
    onnx.save(model, path)


def export_graph(module, path, example, inputs, outputs):
    """`inputs` and `outputs` map each name to its dynamic axes, {axis: name}."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A copy: the exporter may fold and alter modules.
    torch.onnx.export(copy.deepcopy(module).eval(), example, str(path), input_names=list(inputs),
                      output_names=list(outputs), dynamic_axes={**inputs, **outputs}, opset_version=OPSET,
                      do_constant_folding=True)
    store_as_half(str(path))


def write_json(path, **entries):
    path.write_text(json.dumps(entries, indent=2))


def export(model, tokens, output, name="tiny-en"):
    """Writes all layouts below the folder `output`."""
    model.eval()
    predictor_width = model.predictor.lstm.hidden_size
    features, length = torch.randn(1, MEL_BANDS, 200), torch.tensor([200])
    frame = torch.randn(1, model.joint.encoder.in_features, 1)
    predicted = torch.randn(1, predictor_width, 1)
    targets, target_length = torch.zeros(1, 1, dtype=torch.int32), torch.ones(1, dtype=torch.int32)
    state = torch.zeros(1, 1, predictor_width)

    batch, state_axes = {0: "B"}, {1: "B"}
    audio_inputs = {"audio_signal": {0: "B", 2: "T"}, "length": batch}
    frame_input = {"encoder_outputs": {0: "B", 2: "T"}}
    token_inputs = {"targets": {0: "B", 1: "U"}, "target_length": batch}
    joint_output = {"outputs": {0: "B", 1: "T", 2: "U"}}

    onnx_asr, sherpa, ctc = output / "onnx-asr", output / "sherpa", output / "ctc"
    export_graph(model.encoder, onnx_asr / "encoder-model.onnx", (features, length), audio_inputs,
                 {"outputs": {0: "B", 2: "T8"}, "encoded_lengths": batch})
    export_graph(PredictorJointGraph(model), onnx_asr / "decoder_joint-model.onnx",
                 (frame, targets, target_length, state, state),
                 {**frame_input, **token_inputs, "input_states_1": state_axes, "input_states_2": state_axes},
                 {**joint_output, "prednet_lengths": batch,
                  "output_states_1": state_axes, "output_states_2": state_axes})
    # The odd state names are those of NeMo's export, by which sherpa-onnx models are known.
    export_graph(PredictorGraph(model), sherpa / "decoder.onnx", (targets, target_length, state, state),
                 {**token_inputs, "states.1": state_axes, "onnx::LSTM_3": state_axes},
                 {"outputs": {0: "B", 2: "U"}, "prednet_lengths": batch,
                  "states": state_axes, "onnx::Slice_74": state_axes})
    export_graph(JointGraph(model), sherpa / "joiner.onnx", (frame, predicted),
                 {**frame_input, "decoder_outputs": {0: "B", 2: "U"}}, joint_output)
    export_graph(CtcGraph(model), ctc / "model.onnx", (features, length), audio_inputs,
                 {"logprobs": {0: "B", 1: "T8"}})

    shutil.copy(onnx_asr / "encoder-model.onnx", sherpa / "encoder.onnx")
    common = dict(vocab_size=len(tokens), normalize_type="per_feature", subsampling_factor=SUBSAMPLING,
                  model_author="Swictation")
    add_metadata(sherpa / "encoder.onnx", **common, model_type="EncDecRNNTBPEModel", version=2, comment=name,
                 url=f"swictation {name} tdt", feat_dim=MEL_BANDS, pred_hidden=predictor_width,
                 pred_rnn_layers=model.predictor.lstm.num_layers)
    add_metadata(ctc / "model.onnx", **common, model_type="EncDecCTCModelBPE", version=1,
                 comment=f"{name} CTC head")

    token_list = "".join(f"{piece} {index}\n" for index, piece in enumerate(tokens)) + f"<blk> {len(tokens)}\n"
    for path in (onnx_asr / "vocab.txt", sherpa / "tokens.txt", ctc / "vocab.txt", ctc / "tokens.txt"):
        path.write_text(token_list, encoding="utf8")
    write_json(onnx_asr / "config.json", model_type="nemo-conformer-tdt", features_size=MEL_BANDS,
               subsampling_factor=SUBSAMPLING, max_tokens_per_step=MAX_TOKENS_PER_STEP)
    write_json(ctc / "config.json", model_type="nemo-conformer-ctc", features_size=MEL_BANDS,
               subsampling_factor=SUBSAMPLING)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checkpoint", type=Path, default=Path("work/model.pt"))
    parser.add_argument("--tokenizer", type=Path, default=Path("work/bpe.model"))
    parser.add_argument("--output", type=Path, default=Path("work/export"), help="folder for the layouts")
    parser.add_argument("--name", default="tiny-en", help="the model's name in the metadata")
    args = parser.parse_args()

    tokens = tokenizers.pieces(tokenizers.load(args.tokenizer))
    export(load_model(args.checkpoint), tokens, args.output, args.name)
    for path in sorted(args.output.glob("*/*")):
        print(f"{path}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()

"""Greedy decoding of the transducer and of the CTC head."""
from typing import NamedTuple

import torch

from model import DURATIONS

MAX_TOKENS_PER_STEP = 10  # at one frame; then decoding is forced on


class Emission(NamedTuple):
    token: int
    frame: int  # encoder frame
    duration: int  # encoder frames, as the model gave it
    log_probability: float


@torch.no_grad()
def decode_tdt(model, features, lengths):
    """The tokens said in each utterance of a batch, with their times."""
    encoded, lengths = model.encode(features, lengths)
    encoder_parts = model.joint.encoder(encoded)
    return [_decode_one(model, parts[:length]) for parts, length in zip(encoder_parts, lengths.tolist())]


def _decode_one(model, encoder_parts):
    def predict(token, state):
        output, state = model.predictor(torch.tensor([[token]]), state)
        return model.joint.predictor(output)[0, 0], state

    emissions = []
    predictor_part, state = predict(model.blank, None)
    frame = tokens_here = 0
    while frame < len(encoder_parts):
        scores = model.joint.combine(encoder_parts[frame], predictor_part)
        token_scores = scores[:model.blank + 1]
        token = int(token_scores.argmax())
        step = DURATIONS[int(scores[model.blank + 1:].argmax())]
        if token != model.blank:
            emissions.append(Emission(token, frame, step, token_scores.log_softmax(-1)[token].item()))
            predictor_part, state = predict(token, state)
            tokens_here += 1
        if token == model.blank or tokens_here >= MAX_TOKENS_PER_STEP:
            step = max(step, 1)  # a blank that does not move would repeat for ever
        if step:
            tokens_here = 0
        frame += step
    return emissions


@torch.no_grad()
def decode_ctc(model, features, lengths):
    """The tokens of each utterance of a batch: the best of each frame, repeats and blanks removed."""
    encoded, lengths = model.encode(features, lengths)
    best = model.ctc(encoded).argmax(-1)
    decoded = []
    for row, length in zip(best, lengths.tolist()):
        tokens, previous = [], None
        for token in row[:length].tolist():
            if token != previous and token != model.blank:
                tokens.append(token)
            previous = token
        decoded.append(tokens)
    return decoded

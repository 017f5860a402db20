"""Puts utterances of like length together in padded batches."""
from typing import List, NamedTuple

import numpy as np
import torch

from features import MEL_BANDS
from shards import Utterance

MAX_BATCH_FRAMES = 4200  # feature frames in a batch, padding included


class Example(NamedTuple):
    tokens: List[int]
    utterance: Utterance

    @property
    def frames(self):
        return len(self.utterance.features)


class Batch(NamedTuple):
    features: torch.Tensor  # [batch, frames, bands]
    frame_counts: torch.Tensor
    tokens: torch.Tensor  # [batch, tokens]
    token_counts: torch.Tensor


def make_examples(utterances, tokenizer):
    return [Example(tokenizer.encode(utterance.text), utterance) for utterance in utterances]


def plan_batches(examples, chance, max_items=None):
    """Sorts roughly by length, cuts into batches, and shuffles the batches."""
    ordered = sorted(examples, key=lambda example: example.frames + chance.random() * 40)
    batches, current, longest = [], [], 0
    for example in ordered:
        longest = max(longest, example.frames)
        too_many = max_items is not None and len(current) >= max_items
        if current and (too_many or longest * (len(current) + 1) > MAX_BATCH_FRAMES):
            batches.append(current)
            current, longest = [], example.frames
        current.append(example)
    if current:
        batches.append(current)
    chance.shuffle(batches)
    return batches


def collate(examples, transform=None):
    """Pads examples to one batch; `transform`, if any, changes each one's features."""
    frame_counts = [example.frames for example in examples]
    token_counts = [len(example.tokens) for example in examples]
    features = np.zeros((len(examples), max(frame_counts), MEL_BANDS), np.float32)
    tokens = np.zeros((len(examples), max(token_counts)), np.int64)
    for row, example in enumerate(examples):
        frames = example.utterance.features.astype(np.float32)
        features[row, :len(frames)] = transform(frames) if transform else frames
        tokens[row, :len(example.tokens)] = example.tokens
    return Batch(torch.from_numpy(features), torch.tensor(frame_counts),
                 torch.from_numpy(tokens), torch.tensor(token_counts))

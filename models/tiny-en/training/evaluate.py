"""Measures the word error rate of a checkpoint on the test speech, in all and by voice."""
import argparse
import collections
import os
from pathlib import Path

import torch

import batches
import text_corpus
import tokenizer as tokenizers
from decoding import decode_tdt
from model import load_model
from shards import read_folder
from vocabulary import Vocabulary

BATCH_SIZE = 16


def edit_distance(reference, hypothesis):
    """Least number of words to insert, delete or replace."""
    distances = list(range(len(hypothesis) + 1))
    for row, expected in enumerate(reference, 1):
        diagonal, distances[0] = distances[0], row
        for column, actual in enumerate(hypothesis, 1):
            diagonal, distances[column] = distances[column], min(
                distances[column] + 1, distances[column - 1] + 1, diagonal + (expected != actual))
    return distances[-1]


def transcribe(model, tokenizer, examples):
    """Yields (example, text), the shortest first; leaves the model in the mode it was in."""
    was_training = model.training
    model.eval()
    ordered = sorted(examples, key=lambda example: example.frames)
    for start in range(0, len(ordered), BATCH_SIZE):
        group = ordered[start:start + BATCH_SIZE]
        batch = batches.collate(group)
        for example, emissions in zip(group, decode_tdt(model, batch.features, batch.frame_counts)):
            yield example, tokenizer.decode([emission.token for emission in emissions])
    model.train(was_training)


class ErrorCount:
    def __init__(self):
        self.errors = self.words = self.sentences = 0

    def add(self, reference, hypothesis):
        self.errors += edit_distance(reference.split(), hypothesis.split())
        self.words += len(reference.split())
        self.sentences += 1

    @property
    def rate(self):
        return self.errors / max(1, self.words)


def word_error_rate(model, tokenizer, examples):
    total = ErrorCount()
    for example, text in transcribe(model, tokenizer, examples):
        total.add(example.utterance.text, text)
    return total.rate


def voice_group(voice):
    """Flite's voices each by name, all of espeak-ng's together."""
    return "espeak-ng" if "+" in voice else voice


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, default=Path("work/model.pt"))
    parser.add_argument("--speech", type=Path, default=Path("work/speech/test"))
    parser.add_argument("--text", type=Path, default=Path("work/train.txt"),
                        help="the training sentences, which define the vocabulary")
    parser.add_argument("--tokenizer", type=Path, default=Path("work/bpe.model"))
    parser.add_argument("--show", type=int, default=8, help="number of transcriptions to print")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    args = parser.parse_args()

    torch.set_num_threads(args.threads)
    vocabulary = Vocabulary(text_corpus.read_lines(args.text))
    tokenizer = tokenizers.load(args.tokenizer)
    model = load_model(args.checkpoint)
    examples = batches.make_examples(
        read_folder(args.speech, lambda utterance: vocabulary.covers(utterance.text)), tokenizer)
    print(f"{len(examples)} test sentences in the vocabulary of {len(vocabulary.words)} words")

    counts = collections.defaultdict(ErrorCount)
    shown_every = max(1, len(examples) // max(1, args.show))
    for index, (example, text) in enumerate(transcribe(model, tokenizer, examples)):
        reference = example.utterance.text
        for group in ("all", voice_group(example.utterance.voice)):
            counts[group].add(reference, text)
        if args.show and index % shown_every == 0:
            print(f"  {reference} | {text}")
    for group, count in sorted(counts.items()):
        print(f"{group:10} {count.rate:7.1%} of {count.words} words in {count.sentences} sentences")


if __name__ == "__main__":
    main()

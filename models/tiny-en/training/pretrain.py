"""Teaches the encoder which phone is spoken when, then also the CTC head.

Without this first lesson the transducer stays on its opening plateau for hours: it has to find out at the same time
what sounds are and where in the sentence they lie. The phone classifier is thrown away afterwards.
"""
import argparse
import os
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import batches
import tokenizer as tokenizers
from model import SUBSAMPLING, Model
from shards import read_shard

# Two phones are asked for in each encoder frame, a phone often being shorter than its 80 ms: those at these offsets,
# in feature frames, from the start of the frame.
PHONE_OFFSETS = (-1, 3)
UNLABELLED = -100
CTC_WEIGHT = .3
WARM_UP_STEPS = 100


def phone_targets(examples, frames):
    """[batch, encoder frames, 2]: the phones to be found in each encoder frame."""
    targets = np.full((len(examples), (frames + SUBSAMPLING - 1) // SUBSAMPLING, len(PHONE_OFFSETS)),
                      UNLABELLED, np.int64)
    for row, example in enumerate(examples):
        phones = example.utterance.phones
        for column, offset in enumerate(PHONE_OFFSETS):
            positions = np.arange(targets.shape[1]) * SUBSAMPLING + offset
            valid = (positions >= 0) & (positions < len(phones))
            targets[row, valid, column] = phones[positions[valid]]
    return torch.from_numpy(targets)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--speech", type=Path, default=Path("work/speech/phones.npz"))
    parser.add_argument("--tokenizer", type=Path, default=Path("work/bpe.model"))
    parser.add_argument("--output", type=Path, default=Path("work/pretrained.pt"))
    parser.add_argument("--seconds", type=float, default=720, help="how long to train")
    parser.add_argument("--learning-rate", type=float, default=2e-3)
    parser.add_argument("--ctc-after", type=int, default=250, help="steps before the CTC loss is added")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    args = parser.parse_args()

    torch.set_num_threads(args.threads)
    torch.manual_seed(0)
    chance = random.Random(0)
    utterances, phone_names = read_shard(args.speech)
    examples = batches.make_examples(utterances, tokenizers.load(args.tokenizer))
    print(f"{len(examples)} sentences, {len(phone_names)} phones")

    model = Model()
    classifier = nn.Linear(model.ctc.in_features, len(PHONE_OFFSETS) * len(phone_names))
    parameters = list(model.parameters()) + list(classifier.parameters())
    optimizer = torch.optim.AdamW(parameters, args.learning_rate, betas=(.9, .98), weight_decay=1e-2)
    started = time.time()
    step, average = 0, None
    while time.time() - started < args.seconds:
        for group in batches.plan_batches(examples, chance):
            if time.time() - started >= args.seconds:
                break
            for settings in optimizer.param_groups:
                settings["lr"] = args.learning_rate * min(1, (step + 1) / WARM_UP_STEPS)
            batch = batches.collate(group)
            encoded, frame_counts = model.encode(batch.features, batch.frame_counts)
            phone_loss = F.cross_entropy(
                classifier(encoded).reshape(-1, len(phone_names)),
                phone_targets(group, batch.features.shape[1]).reshape(-1), ignore_index=UNLABELLED)
            ctc_loss = torch.zeros(())
            if step > args.ctc_after:
                ctc_loss = model.ctc_loss(encoded, frame_counts, batch.tokens, batch.token_counts)
            (phone_loss + CTC_WEIGHT * ctc_loss).backward()
            torch.nn.utils.clip_grad_norm_(parameters, 2.)
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            losses = np.array([phone_loss.item(), ctc_loss.item()])
            average = losses if average is None else average * .97 + losses * .03
            if step % 50 == 0:
                print(f"{time.time() - started:.0f} s: step {step}, phones {average[0]:.3f}, ctc {average[1]:.3f}",
                      flush=True)
    torch.save(model.state_dict(), args.output)
    print(f"{args.output}: {step} steps, phones {average[0]:.3f}, ctc {average[1]:.3f}")


if __name__ == "__main__":
    main()

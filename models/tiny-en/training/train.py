"""Trains the model: transducer loss plus 0.3 of the CTC loss, masked features, AdamW, cosine decay."""
import argparse
import math
import os
import random
import time
from pathlib import Path

import numpy as np
import torch

import batches
import text_corpus
import tokenizer as tokenizers
from augment import mask_features
from evaluate import word_error_rate
from model import Model
from shards import read_folder
from vocabulary import Vocabulary

CTC_WEIGHT = .3
WARM_UP_STEPS = 200
LEAST_LEARNING_RATE = 1e-5
MAX_BATCH_ITEMS = 32
PASS_SIZE = 7000  # utterances drawn for one pass, so that short trainings see all lengths as well
MIN_ENCODER_FRAMES = 3
QUICK_TEST_SIZE = 150


def is_trainable(example):
    """Whether there is something to learn: tokens, and frames enough."""
    return len(example.tokens) > 0 and (example.frames + 7) // 8 >= MIN_ENCODER_FRAMES


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speech", type=Path, default=Path("work/speech/train"))
    parser.add_argument("--test-speech", type=Path, default=Path("work/speech/test"))
    parser.add_argument("--text", type=Path, default=Path("work/train.txt"),
                        help="the training sentences, which define the vocabulary")
    parser.add_argument("--tokenizer", type=Path, default=Path("work/bpe.model"))
    parser.add_argument("--start", type=Path, help="checkpoint to start from: the pretrained or an earlier one")
    parser.add_argument("--output", type=Path, default=Path("work/model.pt"))
    parser.add_argument("--seconds", type=float, default=3 * 3600, help="how long to train")
    parser.add_argument("--learning-rate", type=float, default=2e-3, help="at its peak")
    parser.add_argument("--test-every", type=float, default=400, help="seconds between quick tests and checkpoints")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    args = parser.parse_args()

    torch.set_num_threads(args.threads)
    torch.manual_seed(0)
    chance = random.Random(0)
    vocabulary = Vocabulary(text_corpus.read_lines(args.text))
    tokenizer = tokenizers.load(args.tokenizer)

    def load(folder):
        return batches.make_examples(
            read_folder(folder, lambda utterance: vocabulary.covers(utterance.text)), tokenizer)

    examples = [example for example in load(args.speech) if is_trainable(example)]
    test_examples = load(args.test_speech)
    if not examples:
        raise SystemExit("no training sentence lies within the vocabulary")
    model = Model()
    if args.start:
        model.load_state_dict(torch.load(args.start))
    print(f"{sum(parameter.numel() for parameter in model.parameters()):,} parameters; in the vocabulary "
          f"{len(examples)} training and {len(test_examples)} test sentences", flush=True)

    optimizer = torch.optim.AdamW(model.parameters(), args.learning_rate, betas=(.9, .98), weight_decay=1e-2)
    started = last_test = time.time()
    step, average = 0, None
    while time.time() - started < args.seconds:
        chance.shuffle(examples)
        for group in batches.plan_batches(examples[:PASS_SIZE], chance, MAX_BATCH_ITEMS):
            elapsed = time.time() - started
            if elapsed >= args.seconds:
                break
            decay = .5 + .5 * math.cos(math.pi * elapsed / args.seconds)
            rate = args.learning_rate * min(1, (step + 1) / WARM_UP_STEPS) * decay + LEAST_LEARNING_RATE
            for settings in optimizer.param_groups:
                settings["lr"] = rate
            batch = batches.collate(group, lambda features: mask_features(features, chance))
            encoded, frame_counts = model.encode(batch.features, batch.frame_counts)
            tdt_loss = model.tdt_loss(encoded, frame_counts, batch.tokens, batch.token_counts)
            ctc_loss = model.ctc_loss(encoded, frame_counts, batch.tokens, batch.token_counts)
            (tdt_loss + CTC_WEIGHT * ctc_loss).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.)
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            losses = np.array([tdt_loss.item(), ctc_loss.item()])
            average = losses if average is None else average * .98 + losses * .02
            if step % 50 == 0:
                print(f"{time.time() - started:.0f} s: step {step}, learning rate {rate:.5f}, "
                      f"tdt {average[0]:.3f}, ctc {average[1]:.3f}", flush=True)
            if time.time() - last_test > args.test_every:
                last_test = time.time()
                torch.save(model.state_dict(), args.output)
                error_rate = word_error_rate(model, tokenizer, test_examples[:QUICK_TEST_SIZE])
                print(f"{time.time() - started:.0f} s: word error rate {error_rate:.1%}", flush=True)
    torch.save(model.state_dict(), args.output)
    print(f"{args.output}: {step} steps, tdt {average[0]:.3f}, ctc {average[1]:.3f}")


if __name__ == "__main__":
    main()

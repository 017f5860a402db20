"""Speaks a sentence list and stores the log-mel features of what was said.

Each sentence's voice and changes are drawn from its line number alone, so the result does not depend on the number
of processes. Training speech is always augmented; of the test speech one half is left clean, and half of its
espeak-ng voices are ones that training never uses.
"""
import argparse
import functools
import multiprocessing
import os
import random
import time
from pathlib import Path

import numpy as np

import text_corpus
from augment import augment_speech
from features import SAMPLE_RATE, log_mel
from shards import Utterance, write_shard
from voices import SpeechFailed, speak_random

MIN_SAMPLES = SAMPLE_RATE // 5
MAX_SAMPLES = 11 * SAMPLE_RATE
SHARD_SIZE = 1000


def make_utterance(numbered_line, is_test):
    """Speaks one line; None where the synthesiser fails or the result is too short or too long."""
    index, text = numbered_line
    chance = random.Random(index * 7919 + 13)
    noise = np.random.default_rng(index)
    try:
        speech = speak_random(text, chance, held_out=is_test)
    except SpeechFailed:
        return None
    samples = speech.samples
    if len(samples) < MIN_SAMPLES:
        return None
    if not is_test or chance.random() < .5:
        samples = augment_speech(samples, chance, noise).samples
    if len(samples) > MAX_SAMPLES:
        return None
    return Utterance(text, log_mel(samples).astype(np.float16), speech.voice)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--text", type=Path, default=Path("work/train.txt"))
    parser.add_argument("--output", type=Path, default=Path("work/speech/train"), help="folder of shards")
    parser.add_argument("--test", action="store_true", help="make test speech: half clean, some voices held out")
    parser.add_argument("--limit", type=int, help="speak only the first so many lines")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    args = parser.parse_args()

    lines = text_corpus.read_lines(args.text)[:args.limit]
    started = time.time()
    made = frames = shard = 0
    pending = []

    def flush():
        nonlocal pending, shard
        if pending:
            write_shard(args.output / f"{shard:04}.npz", pending)
            print(f"{args.output}: shard {shard}, {made} of {len(lines)} sentences, "
                  f"{frames * 0.01 / 3600:.2f} h, {time.time() - started:.0f} s", flush=True)
            pending, shard = [], shard + 1

    with multiprocessing.Pool(args.jobs) as pool:
        speak = functools.partial(make_utterance, is_test=args.test)
        for utterance in pool.imap(speak, enumerate(lines), chunksize=8):
            if utterance is None:
                continue
            pending.append(utterance)
            made += 1
            frames += len(utterance.features)
            if len(pending) == SHARD_SIZE:
                flush()
    flush()


if __name__ == "__main__":
    main()

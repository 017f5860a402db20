"""Speaks training sentences with flite, and stores which phone is spoken in each frame.

Only flite tells when its phones end. These labels give pretrain.py an easy first lesson: what sounds where.
"""
import argparse
import multiprocessing
import os
import random
from pathlib import Path

import numpy as np

import text_corpus
from augment import augment_speech
from features import HOP, SAMPLE_RATE, log_mel
from shards import Utterance, write_shard
from voices import SpeechFailed, speak_random_flite

MIN_SAMPLES = SAMPLE_RATE // 5
MAX_SAMPLES = 9 * SAMPLE_RATE
FRAMES_PER_SECOND = SAMPLE_RATE // HOP
PAUSE = "pau"
SHUFFLE_SEED = 4242


def make_utterance(numbered_line):
    """Returns (utterance, [(phone, first frame, end frame)]), or None where flite fails or the length is unfit."""
    index, text = numbered_line
    chance = random.Random(index * 31 + 5)
    noise = np.random.default_rng(index + 10 ** 6)
    try:
        speech = speak_random_flite(text, chance, with_phones=True)
    except SpeechFailed:
        return None
    if not MIN_SAMPLES <= len(speech.samples) <= MAX_SAMPLES:
        return None
    changed = augment_speech(speech.samples, chance, noise)

    def frame_at(seconds):
        return int(round((seconds / changed.speed + changed.lead_in / SAMPLE_RATE) * FRAMES_PER_SECOND))

    spans, start = [], 0.
    for phone in speech.phones:
        spans.append((phone.name, frame_at(start), frame_at(phone.end)))
        start = phone.end
    return Utterance(text, log_mel(changed.samples).astype(np.float16), speech.voice), spans


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--text", type=Path, default=Path("work/train.txt"))
    parser.add_argument("--output", type=Path, default=Path("work/speech/phones.npz"))
    parser.add_argument("--count", type=int, default=4000)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    args = parser.parse_args()

    lines = text_corpus.read_lines(args.text)
    random.Random(SHUFFLE_SEED).shuffle(lines)
    phone_ids = {PAUSE: 0}
    utterances = []
    with multiprocessing.Pool(args.jobs) as pool:
        for made in pool.imap(make_utterance, enumerate(lines[:args.count]), chunksize=8):
            if made is None:
                continue
            utterance, spans = made
            labels = np.zeros(len(utterance.features), np.int16)  # a pause wherever no phone is spoken
            for name, first, end in spans:
                labels[first:end] = phone_ids.setdefault(name, len(phone_ids))
            utterances.append(utterance._replace(phones=labels))
    write_shard(args.output, utterances, list(phone_ids))
    print(f"{args.output}: {len(utterances)} sentences, {len(phone_ids)} phones")


if __name__ == "__main__":
    main()

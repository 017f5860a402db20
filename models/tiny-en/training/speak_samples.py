"""Records the sample sentences, and with a checkpoint writes down what the model hears in them.

The recordings are those of `samples/audio`; the tokens, frames and durations serve as expectations for tests of other
implementations.
"""
import argparse
import json
import wave
from pathlib import Path

import numpy as np
import torch

import tokenizer as tokenizers
from decoding import decode_ctc, decode_tdt
from features import SAMPLE_RATE, log_mel
from model import load_model
from voices import speak_espeak, speak_flite

FLITE_VOICES = ("slt", "rms")
ESPEAK_SPEED = 150
SILENCE_BEFORE, SILENCE_AFTER = 3200, 4800
PEAK = .5
NOISE = np.float32(2e-4)  # a little, so that no frame is perfectly silent, as none is of a microphone

SAMPLES = [
    ("hello-world", "slt", "hello comma world period"),
    ("coffee", "slt", "i would like a cup of coffee"),
    ("meeting", "rms", "the meeting starts at ten o'clock"),
    ("fox", "slt", "the quick brown fox jumps over the lazy dog"),
    ("digits", "rms", "one two three four five six seven eight nine"),
    ("number", "slt", "number forty two period new line"),
    ("door", "slt", "please open the door"),
    ("thanks", "rms", "thank you very much"),
    ("days", "slt", "monday tuesday wednesday thursday friday"),
    ("brackets", "slt", "open paren hello close paren semicolon"),
    ("email", "en-us", "send the email to the team"),
    ("months", "en-us", "january february march april"),
    ("colours", "en-gb", "red green blue yellow"),
    ("tests", "en-us", "run the tests and commit the code"),
    ("stop", "en-gb", "stop dictation"),
]


def record(index, voice, text):
    """The 16-bit samples of one sentence."""
    speech = speak_flite(text, voice) if voice in FLITE_VOICES else speak_espeak(text, voice, speed=ESPEAK_SPEED)
    samples = speech.samples * PEAK / np.abs(speech.samples).max()
    samples = np.concatenate([np.zeros(SILENCE_BEFORE, np.float32), samples, np.zeros(SILENCE_AFTER, np.float32)])
    samples += np.random.default_rng(index).standard_normal(len(samples)).astype(np.float32) * NOISE
    return (np.clip(samples, -1, 1) * 32767).astype("<i2")


def write_wav(path, samples):
    with wave.open(str(path), "wb") as output:
        output.setnchannels(1)
        output.setsampwidth(2)
        output.setframerate(SAMPLE_RATE)
        output.writeframes(samples.tobytes())


def describe(model, tokenizer, samples):
    """What the model hears: text, frame counts, and each token with its time."""
    features = torch.from_numpy(log_mel(samples.astype(np.float32) / 32768))[None]
    length = torch.tensor([features.shape[1]])
    emissions = decode_tdt(model, features, length)[0]
    ctc_tokens = decode_ctc(model, features, length)[0]
    return dict(
        text=tokenizer.decode([emission.token for emission in emissions]),
        ctc_text=tokenizer.decode(ctc_tokens),
        mel_frames=features.shape[1],
        encoder_frames=int(model.encoder.output_length(length)),
        tokens=[dict(token=emission.token, frame=emission.frame, duration=emission.duration,
                     logprob=round(emission.log_probability, 4)) for emission in emissions],
        ctc_tokens=ctc_tokens)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=Path("work/samples"), help="folder for the recordings")
    parser.add_argument("--checkpoint", type=Path, help="model that listens; none: only record")
    parser.add_argument("--tokenizer", type=Path, default=Path("work/bpe.model"))
    parser.add_argument("--expected", type=Path, default=Path("work/samples/expected.json"))
    args = parser.parse_args()

    args.output.mkdir(parents=True, exist_ok=True)
    model = load_model(args.checkpoint) if args.checkpoint else None
    tokenizer = tokenizers.load(args.tokenizer) if model else None
    expected = []
    for index, (name, voice, text) in enumerate(SAMPLES):
        samples = record(index, voice, text)
        write_wav(args.output / f"{name}.wav", samples)
        if not model:
            print(f"{name} | {text}")
            continue
        heard = describe(model, tokenizer, samples)
        expected.append(dict(audio=f"{name}.wav", voice=voice, said=text, **heard))
        print(f"{name} | {text} | {heard['text']} | {heard['ctc_text']}")
    if model:
        args.expected.parent.mkdir(parents=True, exist_ok=True)
        args.expected.write_text(json.dumps(expected, indent=0) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()

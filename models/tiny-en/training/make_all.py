"""Runs the whole training, step by step; with --smoke in miniature, to see that everything works.

Every step is also a program of its own; this prints the command line of each. A smoke run's model has learned
nothing, but its export has the right form.
"""
import argparse
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def plan(work, smoke, train_seconds):
    """The steps as (name, script, arguments)."""
    def limit(count):
        return ["--limit", count] if smoke else []

    train_text, test_text = work / "train.txt", work / "test.txt"
    bpe, speech = work / "bpe.model", work / "speech"
    pretrained, checkpoint, export = work / "pretrained.pt", work / "model.pt", work / "export"
    return [
        ("text", "text_corpus.py", ["--train", train_text, "--test", test_text]),
        ("tokenizer", "tokenizer.py", ["--train", train_text, "--output", bpe]),
        ("speech", "synthesize.py", ["--text", train_text, "--output", speech / "train"] + limit(400)),
        ("test-speech", "synthesize.py",
         ["--text", test_text, "--output", speech / "test", "--test"] + limit(60)),
        ("phones", "synthesize_phones.py",
         ["--text", train_text, "--output", speech / "phones.npz"] + (["--count", 120] if smoke else [])),
        ("pretrain", "pretrain.py",
         ["--speech", speech / "phones.npz", "--tokenizer", bpe, "--output", pretrained]
         + (["--seconds", 30, "--ctc-after", 10] if smoke else [])),
        ("train", "train.py",
         ["--speech", speech / "train", "--test-speech", speech / "test", "--text", train_text, "--tokenizer", bpe,
          "--start", pretrained, "--output", checkpoint]
         + (["--seconds", 45, "--test-every", 20] if smoke else ["--seconds", train_seconds])),
        ("evaluate", "evaluate.py",
         ["--checkpoint", checkpoint, "--speech", speech / "test", "--text", train_text, "--tokenizer", bpe]),
        ("export", "export.py", ["--checkpoint", checkpoint, "--tokenizer", bpe, "--output", export]),
        ("check", "check_export.py", ["--export", export]),
        ("samples", "speak_samples.py",
         ["--output", work / "samples", "--checkpoint", checkpoint, "--tokenizer", bpe,
          "--expected", work / "samples" / "expected.json"]),
        ("int8", "quantize_int8.py",
         ["--input", export / "onnx-asr" / "encoder-model.onnx",
          "--output", export / "onnx-asr" / "encoder-model.int8.onnx"]),
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path("work"), help="folder for everything that is made")
    parser.add_argument("--smoke", action="store_true", help="tiny counts: a few minutes on two cores")
    parser.add_argument("--train-seconds", type=float, default=3 * 3600)
    parser.add_argument("--start-at", help="skip the steps before this one, whose results are there")
    args = parser.parse_args()

    steps = plan(args.work, args.smoke, args.train_seconds)
    names = [name for name, _, _ in steps]
    if args.start_at and args.start_at not in names:
        parser.error(f"--start-at must be one of {', '.join(names)}")
    took = []
    for name, script, arguments in steps[names.index(args.start_at) if args.start_at else 0:]:
        command = [sys.executable, str(HERE / script)] + [str(argument) for argument in arguments]
        print(f"\n== {name}: {script} {' '.join(command[2:])}", flush=True)
        started = time.time()
        if subprocess.run(command).returncode != 0:
            raise SystemExit(f"step {name} failed; go on with --start-at {name}")
        took.append((name, time.time() - started))
    print()
    for name, seconds in took:
        print(f"{name:12} {seconds:7.1f} s")
    print(f"{'total':12} {sum(seconds for _, seconds in took):7.1f} s")


if __name__ == "__main__":
    main()

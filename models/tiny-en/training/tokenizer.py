"""Trains the 256-piece byte-pair SentencePiece model on the training sentences, and loads it."""
import argparse
import statistics
from pathlib import Path

import sentencepiece

import text_corpus

PIECES = 256


def load(path):
    return sentencepiece.SentencePieceProcessor(model_file=str(path))


def pieces(tokenizer):
    """All pieces, by id."""
    return [tokenizer.id_to_piece(index) for index in range(len(tokenizer))]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", type=Path, default=Path("work/train.txt"))
    parser.add_argument("--output", type=Path, default=Path("work/bpe.model"))
    args = parser.parse_args()

    # No sentence or padding symbols: a transducer needs none, and its blank is the id after the last piece.
    sentencepiece.SentencePieceTrainer.train(
        input=str(args.train), model_prefix=str(args.output.with_suffix("")), model_type="bpe", vocab_size=PIECES,
        character_coverage=1.0, split_by_whitespace=True, unk_id=0, bos_id=-1, eos_id=-1, pad_id=-1, minloglevel=1)
    tokenizer = load(args.output)
    lengths = [len(tokenizer.encode(line)) for line in text_corpus.read_lines(args.train)]
    print(f"{args.output}: {len(tokenizer)} pieces; {statistics.mean(lengths):.1f} a sentence, at most {max(lengths)}")


if __name__ == "__main__":
    main()

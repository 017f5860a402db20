"""Writes test cases for other implementations of the tokenizer: texts, and the ids SentencePiece gives for them."""
import argparse
import json
import random
from pathlib import Path

import text_corpus
import tokenizer as tokenizers

ORDINARY = 150
TOTAL = 300

UNUSUAL = [
    # Nothing, and little more than nothing.
    "", " ", "  ", "   ", "'", "''", "a", "i", "z", "q", "j", "k", "x", "v", " a", "a ", " a ", "  a", "a  b",
    "a b c d e f g", "h i j k l m n o p", "q r s t u v w x y z",
    # Apostrophes where they belong and where they do not.
    "don't", "o'clock", "it's", "i'm", "they've", "rock 'n' roll", "'tis", "dogs'", "o''clock", "' ' '", "'a'",
    "wouldn't've", "the dog's bone isn't the cats'",
    # Repeated letters: which pair is merged first shows.
    "aa", "aaa", "aaaaa", "aaaaaaaaaaaaaaaa", "zzz", "zzzzzzz", "ooooo", "lllll", "mmmmmmmm", "hahahaha",
    "ababababab", "banananana", "mississippi", "bookkeeper", "ththththth", "ininininin", "erererer",
    "the the the the", "thethethe", "oooo eeee oooo",
    # Long or made-up words.
    "xylophonic", "quizzically", "jabberwocky", "antidisestablishmentarianism", "floccinaucinihilipilification",
    "supercalifragilisticexpialidocious", "qwertyuiop", "asdfghjkl", "syzygy", "wkhtrpq", "vexjqzwk", "kwyjibo",
    "pneumonoultramicroscopicsilicovolcanoconiosis", "hottentottententententoonstelling",
    "unbelievablenessfulness", "thequickbrownfox", "jumpsoverthelazydog", "commaperiodcolon",
    # Characters that no piece has: digits, capitals, accents, punctuation, other scripts.
    "naïve", "café", "résumé", "Zürich", "smörgåsbord", "the naïve café", "1", "42", "2024", "route 66", "a1b2c3",
    "mp3 player", "version 2", "Hello", "HELLO WORLD", "Hello, world.", "iPhone", "hello, world", "what?",
    "co-operate", "e-mail", "well - no", "a/b", "user@example.com", "100%", "$5", "(aside)", "\"quoted\"",
    "“quoted”", "don’t", "wait…", "—", "a—b", "привет", "hello привет", "日本語", "hello 日本", "😀",
    "hello 😀 world",
    # Characters that normalisation changes.
    "ﬁne", "½", "x²", "ａｂｃ",
    # Spaces of all kinds.
    "hello  world", " hello world", "hello world ", "  hello  world  ", "hello\tworld", "hello\nworld",
    "hello\u00a0world", "hello\u3000world", "a  b   c    d", "▁", "hello▁world", "▁hello", "_", "a_b",
    # Texts that name special pieces.
    "<unk>", "<blk>", "hello <unk> world", "unk", "<s>", "</s>",
]


def build(ordinary_lines, tokenizer):
    texts = list(dict.fromkeys(ordinary_lines))[:ORDINARY]
    texts += [text for text in dict.fromkeys(UNUSUAL) if text not in texts]
    # The rest is random strings of letters, for which no list of words prepares.
    chance = random.Random(3)
    while len(texts) < TOTAL:
        words = ["".join(chance.choice("abcdefghijklmnopqrstuvwxyz'") for _ in range(chance.randint(1, 12)))
                 for _ in range(chance.randint(1, 4))]
        if " ".join(words) not in texts:
            texts.append(" ".join(words))
    return [dict(text=text, ids=tokenizer.encode(text, out_type=int)) for text in texts[:TOTAL]]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--text", type=Path, default=Path("work/test.txt"), help="where ordinary sentences come from")
    parser.add_argument("--tokenizer", type=Path, default=Path("work/bpe.model"))
    parser.add_argument("--output", type=Path, default=Path("work/tiny-en-bpe.json"))
    args = parser.parse_args()

    cases = build(text_corpus.read_lines(args.text), tokenizers.load(args.tokenizer))
    args.output.parent.mkdir(parents=True, exist_ok=True)
    rows = ",\n".join(json.dumps(case) for case in cases)
    args.output.write_text(f"[\n{rows}\n]\n", encoding="utf8")
    print(f"{args.output}: {len(cases)} texts")


if __name__ == "__main__":
    main()

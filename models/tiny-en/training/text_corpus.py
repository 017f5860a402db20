"""Builds the sentence lists: everyday sentences, dictation commands, numbers.

The everyday sentences are the simple, common-word sentences of Debian's `fortunes` package; the commands, the
stock phrases and the numbers are written here. The result is `train.txt` and `test.txt`, one sentence a line,
lower case, words only. With the package of Debian 12 the lists are the same on every machine.
"""
import argparse
import collections
import random
import re
from pathlib import Path

FORTUNES = Path("/usr/share/games/fortunes")

# The order matters: it breaks ties when words are ranked by frequency, and the random draws index the sentence
# list. It is fixed here, because the order in which a directory lists its files differs between file systems.
FORTUNE_FILES = """
kids platitudes news pets tao startrek art science zippy humorists love drugs debian cookie pratchett ethnic politics
songs-poems miscellaneous fortunes paradoxum computers ascii-art disclaimer men-women sports goedel magic food knghtbrd
definitions people medicine linuxcookie wisdom education law work riddles perl translate-me literature linux
""".split()

COMMANDS = [phrase.split() for phrase in (
    "comma;period;full stop;question mark;exclamation point;exclamation mark;colon;semicolon;dash;ellipsis;three dots;"
    "open paren;close paren;open parenthesis;close parenthesis;open bracket;close bracket;open brace;close brace;"
    "quote;open quote;close quote;single quote;apostrophe;backtick;dollar sign;percent sign;at sign;ampersand;"
    "asterisk;hash sign;pound sign;hashtag;forward slash;slash;backslash;plus sign;minus sign;equals sign;less than;"
    "greater than;underscore;tilde;caret;pipe sign;double equals;not equals;fat arrow;right arrow;left arrow;new line;"
    "new paragraph;tab;caps on;caps off;all caps;scratch that;undo that;press enter;press escape;select all;go to end;"
    "delete word;stop dictation;start dictation;literal comma;the word period;hello world"
).split(";")]

SENTENCE_ENDS = [phrase.split() for phrase in
                 ("period", "question mark", "exclamation point", "full stop", "comma", "new line")]

STOCK_PHRASES = [phrase.split() for phrase in (
    "hello;hello world;good morning;thank you very much;please open the door;this is a test;testing one two three;"
    "the quick brown fox jumps over the lazy dog;my name is robert;send the email to the team;"
    "schedule a meeting for tomorrow;the weather is nice today;call me when you get home;let's go to the park;"
    "i'm happy to help;could you please review this document;the speech recognition engine is working;"
    "turn off the lights;what time is it;see you next week;dear sir or madam;best regards;sincerely yours;"
    "monday tuesday wednesday thursday friday saturday sunday;"
    "january february march april may june july august september october november december;"
    "red green blue yellow black white orange purple;python java rust go swift;the server returned an error;"
    "open the file and save it;run the tests and commit the code;function return string integer boolean;"
    "i would like a cup of coffee;how are you doing today;nice to meet you;the meeting starts at ten o'clock;"
    "we need to finish this by friday;please remind me to buy milk and eggs;the patient has a fever;note to self;"
    "new message;reply to all;happy birthday;see the attached report"
).split(";")]

SMALL_NUMBERS = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
                 "sixteen seventeen eighteen nineteen").split()
DIGITS = SMALL_NUMBERS[:10]
NON_ZERO_DIGITS = SMALL_NUMBERS[1:10]
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_LABELS = "number digit line version step option error port release page chapter room".split()

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
ONE_LETTER_WORDS = {"a", "i"}
COMMON_WORDS = 3200
MAX_WORDS = 16


def fortune_sentences(folder):
    """Sentences of 2 to 16 plain words, as lists of words."""
    sentences = []
    for name in FORTUNE_FILES:
        text = (folder / f"{name}.u8").read_text(encoding="utf8", errors="ignore")
        for fortune in text.split("\n%\n"):
            fortune = re.sub(r"\s+", " ", fortune)
            for sentence in re.split(r'[.!?;:"()\[\]]|--', fortune):
                sentence = sentence.strip().lower()
                if re.search(r"[^a-z' ,\-]", sentence):
                    continue
                words = WORD.findall(sentence.replace(",", " ").replace("-", " "))
                if 2 <= len(words) <= MAX_WORDS:
                    sentences.append(words)
    return sentences


class SentenceSource:
    """The everyday sentences and the words they are made of, from which lists are drawn."""

    def __init__(self, folder=FORTUNES):
        sentences = fortune_sentences(folder)
        counts = collections.Counter(word for sentence in sentences for word in sentence)
        common = {word for word, _ in counts.most_common(COMMON_WORDS)}
        self.words = sorted(word for word in common if len(word) > 1 or word in ONE_LETTER_WORDS)
        known = set(self.words)
        self.sentences = [sentence for sentence in sentences if all(word in known for word in sentence)]

    def draw(self, count, seed):
        """Returns `count` sentences; the same for the same seed."""
        chance = random.Random(seed)
        lines = []
        while len(lines) < count:
            words = self._draw_one(chance)
            if 1 <= len(words) <= MAX_WORDS:
                lines.append(" ".join(words))
        return lines

    def _draw_one(self, chance):
        kind = chance.random()
        if kind < .42:
            return list(chance.choice(self.sentences))
        if kind < .80:
            return self._draw_with_commands(chance)
        if kind < .88:
            words = draw_number(chance)
            return [chance.choice(NUMBER_LABELS)] + words if chance.random() < .5 else words
        if kind < .94:
            return list(chance.choice(STOCK_PHRASES))
        # A salad of any of the common words, so that the rarer ones are heard as well.
        return [chance.choice(self.words) for _ in range(chance.randint(2, 7))]

    def _draw_with_commands(self, chance):
        words = list(chance.choice(self.sentences)) if chance.random() < .75 else list(chance.choice(STOCK_PHRASES))
        words = words[:chance.randint(2, 10)]
        for _ in range(chance.randint(1, 3)):
            position = chance.randint(1, len(words))
            words[position:position] = chance.choice(COMMANDS)
        if chance.random() < .4:
            words += chance.choice(SENTENCE_ENDS)
        return words


def draw_number(chance):
    """A number as it is spoken: digit by digit, tens, hundreds, a year, thousands, a decimal."""
    kind = chance.random()
    if kind < .3:
        return [chance.choice(DIGITS) for _ in range(chance.randint(1, 6))]
    if kind < .5:
        return [chance.choice(TENS), chance.choice(NON_ZERO_DIGITS)]
    if kind < .6:
        return [chance.choice(SMALL_NUMBERS)]
    if kind < .7:
        hundreds = [chance.choice(NON_ZERO_DIGITS), "hundred"]
        # All three endings are drawn before one is taken: the sequence of draws is part of the corpus.
        endings = [[], ["and", chance.choice(TENS), chance.choice(NON_ZERO_DIGITS)], [chance.choice(TENS)]]
        return hundreds + chance.choice(endings)
    if kind < .8:
        return [chance.choice(["nineteen", "twenty"]), chance.choice(TENS), chance.choice(NON_ZERO_DIGITS)]
    if kind < .9:
        return [chance.choice(NON_ZERO_DIGITS), chance.choice(["thousand", "million"]),
                chance.choice(NON_ZERO_DIGITS), "hundred"]
    return [chance.choice(NON_ZERO_DIGITS), "point", chance.choice(DIGITS)]


def read_lines(path):
    """The sentences of a file that this script wrote."""
    return Path(path).read_text(encoding="utf8").splitlines()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--train", type=Path, default=Path("work/train.txt"))
    parser.add_argument("--train-count", type=int, default=36000)
    parser.add_argument("--test", type=Path, default=Path("work/test.txt"))
    parser.add_argument("--test-count", type=int, default=600)
    parser.add_argument("--fortunes", type=Path, default=FORTUNES, help="folder of the fortunes package")
    args = parser.parse_args()

    source = SentenceSource(args.fortunes)
    for path, count, seed in ((args.train, args.train_count, 7), (args.test, args.test_count, 99)):
        lines = source.draw(count, seed)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n", encoding="utf8")
        words = [word for line in lines for word in line.split()]
        print(f"{path}: {len(lines)} sentences, {len(words)} words, {len(set(words))} different")


if __name__ == "__main__":
    main()

"""The closed vocabulary of the demonstration model.

A model this small, trained this briefly, learns a few hundred words well or many badly. So it is trained, and
tested, only on sentences all of whose words are commands, numbers, stock phrases, or among the most frequent words
of the corpus: 511 words with the standard corpus.
"""
import collections

import text_corpus

MOST_FREQUENT = 500
NUMBER_WORDS = (text_corpus.SMALL_NUMBERS + text_corpus.TENS + text_corpus.NUMBER_LABELS
                + ["hundred", "thousand", "million", "point", "and", "oh"])


class Vocabulary:
    """The set of words that the model is asked to know."""

    def __init__(self, train_lines):
        counts = collections.Counter(word for line in train_lines for word in line.split())
        self.words = {word for word, _ in counts.most_common(MOST_FREQUENT)}
        self.words.update(NUMBER_WORDS)
        for phrase in text_corpus.COMMANDS + text_corpus.STOCK_PHRASES:
            self.words.update(phrase)

    def covers(self, text):
        """Whether every word of the text is in the vocabulary."""
        return all(word in self.words for word in text.split())

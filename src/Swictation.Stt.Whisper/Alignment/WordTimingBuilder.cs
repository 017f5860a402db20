namespace Swictation.Stt.Whisper;

/// <summary>Makes timed words of the times and probabilities of tokens.</summary>
internal static class WordTimingBuilder
{
    /// <summary>Gives each word the times of its tokens and the mean of their probabilities.</summary>
    /// <param name="words">The words of the window's text tokens; a last one of the end of text, if there, is left out.</param>
    /// <param name="starts">When each text token starts, and when the last ends (<see cref="TokenAligner.Align"/>).</param>
    /// <param name="probabilities">The probability of each text token in [0, 1].</param>
    /// <returns>The words in order, with times from the window's start.</returns>
    /// <exception cref="ArgumentException">There is not one start more than probabilities.</exception>
    public static List<WordTiming> Build(IReadOnlyList<TokenWord> words, ReadOnlySpan<double> starts, ReadOnlySpan<float> probabilities)
    {
        if (starts.Length != probabilities.Length + 1)
            throw new ArgumentException($"{probabilities.Length} tokens need {probabilities.Length + 1} times, not {starts.Length}.", nameof(starts));
        var timings = new List<WordTiming>(words.Count);
        foreach (TokenWord word in words)
        {
            int end = word.First + word.Count;
            if (end > probabilities.Length)
                break;
            timings.Add(new WordTiming
            {
                Text = word.Text,
                First = word.First,
                Count = word.Count,
                Start = starts[word.First],
                End = starts[end],
                Probability = Mean(probabilities[word.First..end]),
            });
        }

        return timings;
    }

    /// <summary>The mean of probabilities; 0 of none.</summary>
    public static double Mean(ReadOnlySpan<float> probabilities)
    {
        double sum = 0;
        foreach (float probability in probabilities)
            sum += probability;
        return probabilities.IsEmpty ? 0 : sum / probabilities.Length;
    }
}

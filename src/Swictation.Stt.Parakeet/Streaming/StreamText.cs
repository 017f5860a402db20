using System.Runtime.InteropServices;

namespace Swictation.Stt.Parakeet;

/// <summary>
/// The text of a stream as it grows. A word is stable once the next one has begun in what is settled, so that nothing, punctuation
/// included, can be added to it. Stable words are kept as they are: a step costs as much after hours as at the start.
/// </summary>
internal sealed class StreamText(TranscriptionBuilder builder, Vocabulary vocabulary, ConfidenceAggregation aggregation, int frameLength)
{
    private readonly WordSplitter _splitter = new(vocabulary);
    private readonly List<TimedToken> _pending = []; // settled tokens of words that are not stable yet
    private readonly List<TimedToken> _heard = []; // those and the volatile ones
    private TranscriptionWord[] _words = [];
    private int _count;
    private string _stable = string.Empty;

    /// <summary>Gets the stable words. They stay as they are when more are added.</summary>
    public ArraySegment<TranscriptionWord> StableWords => new(_words, 0, _count);

    /// <summary>Takes settled tokens.</summary>
    /// <param name="tokens">The tokens, by frames of the utterance.</param>
    /// <param name="continuesLast">Whether the first is the last that was taken, now longer.</param>
    /// <param name="end">Where the audio ends so far, in samples.</param>
    public void Settle(List<DecodedToken> tokens, bool continuesLast, long end)
    {
        Append(_pending, tokens, continuesLast, end);
        List<WordSpan> spans = _splitter.Split(_pending);
        int settled = _splitter.CountSettled(_pending, spans);
        if (settled == 0)
            return;
        int before = _count;
        foreach (WordSpan span in CollectionsMarshal.AsSpan(spans)[..settled])
        {
            if (builder.BuildWord(_pending, span, aggregation) is { } word)
                Add(word);
        }

        _pending.RemoveRange(0, spans[settled].First);
        string added = string.Join(' ', _words[before.._count].Select(static word => word.Text));
        _stable = _stable.Length == 0 ? added : added.Length == 0 ? _stable : $"{_stable} {added}";
    }

    /// <summary>Makes what the stream shows.</summary>
    /// <param name="tokens">The tokens after the settled ones.</param>
    /// <param name="end">Where the audio ends so far, in samples.</param>
    public PartialTranscription Show(List<DecodedToken> tokens, long end)
    {
        List<TranscriptionWord> rest = BuildRest(tokens, continuesLast: false, end);
        return new PartialTranscription
        {
            Stable = _stable,
            Volatile = string.Join(' ', rest.Select(static word => word.Text)),
            StableWords = StableWords,
            VolatileWords = rest,
            Position = builder.ToTime(end),
        };
    }

    /// <summary>Makes the words of the whole utterance.</summary>
    /// <param name="tokens">The tokens after the settled ones.</param>
    /// <param name="continuesLast">Whether the first is the last that was taken, now longer.</param>
    /// <param name="end">Where the audio ends, in samples.</param>
    public TranscriptionWord[] Complete(List<DecodedToken> tokens, bool continuesLast, long end) =>
        [.. StableWords, .. BuildRest(tokens, continuesLast, end)];

    /// <summary>Finds whether a transcription begins with the stable words.</summary>
    public bool Begins(Transcription whole)
    {
        int count = 0;
        foreach (TranscriptionWord word in whole.Words)
        {
            if (count == _count)
                return true;
            if (!string.Equals(word.Text, _words[count++].Text, StringComparison.Ordinal))
                return false;
        }

        return count == _count;
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _pending.Clear();
        _words = []; // what was shown still holds the old ones
        _count = 0;
        _stable = string.Empty;
    }

    private List<TranscriptionWord> BuildRest(List<DecodedToken> tokens, bool continuesLast, long end)
    {
        _heard.Clear();
        _heard.AddRange(_pending);
        Append(_heard, tokens, continuesLast, end);
        List<WordSpan> spans = _splitter.Split(_heard);
        var words = new List<TranscriptionWord>(spans.Count);
        foreach (WordSpan span in spans)
        {
            if (builder.BuildWord(_heard, span, aggregation) is { } word)
                words.Add(word);
        }

        return words;
    }

    private void Append(List<TimedToken> to, List<DecodedToken> tokens, bool continuesLast, long end)
    {
        if (continuesLast && to.Count > 0 && to[^1].Id == tokens[0].Id)
            to.RemoveAt(to.Count - 1);
        foreach (DecodedToken token in tokens)
            builder.Append(to, TimedToken.Place(token, frameLength, 0, end));
    }

    private void Add(TranscriptionWord word)
    {
        if (_count == _words.Length)
            Array.Resize(ref _words, Math.Max(8, _count * 2));
        _words[_count++] = word;
    }
}

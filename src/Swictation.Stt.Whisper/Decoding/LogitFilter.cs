using System.Numerics.Tensors;

namespace Swictation.Stt.Whisper;

/// <summary>
/// Takes from the logits what may not be sampled, with the rules of openai/whisper's <c>decoding.py</c> in their order: no blank at the
/// start, the suppressed tokens, then the rules of timestamps. Immutable but for its scratch; not safe for concurrent use.
/// </summary>
internal sealed class LogitFilter
{
    private readonly SpecialTokens _specials;
    private readonly int[] _blank;
    private readonly int[] _suppressed;
    private readonly bool _timestamps;
    private readonly int? _maxInitialTimestamp;

    /// <summary>Initializes a new instance of the <see cref="LogitFilter"/> class.</summary>
    /// <param name="specials">The tokens that are not text.</param>
    /// <param name="blank">What may not be sampled first: the space and the end of text. Empty to allow it.</param>
    /// <param name="suppressed">What may never be sampled.</param>
    /// <param name="timestamps">Whether timestamps are sampled, by their rules.</param>
    /// <param name="maxInitialTimestamp">The greatest number of a first timestamp, in steps from 0; null for any.</param>
    public LogitFilter(SpecialTokens specials, int[] blank, int[] suppressed, bool timestamps, int? maxInitialTimestamp)
    {
        _specials = specials;
        _blank = blank;
        _suppressed = suppressed;
        _timestamps = timestamps;
        _maxInitialTimestamp = maxInitialTimestamp;
    }

    /// <summary>Sets to negative infinity what may not come next.</summary>
    /// <param name="logits">The logits of all tokens.</param>
    /// <param name="sampled">The tokens sampled so far, without prompt and prefix.</param>
    /// <param name="scratch">Room for as many values as there are logits.</param>
    public void Apply(Span<float> logits, ReadOnlySpan<int> sampled, Span<float> scratch)
    {
        if (sampled.IsEmpty)
        {
            foreach (int token in _blank)
                logits[token] = float.NegativeInfinity;
        }

        foreach (int token in _suppressed)
            logits[token] = float.NegativeInfinity;
        if (_timestamps)
            ApplyTimestampRules(logits, sampled, scratch);
    }

    private void ApplyTimestampRules(Span<float> logits, ReadOnlySpan<int> sampled, Span<float> scratch)
    {
        int begin = _specials.TimestampBegin;
        logits[_specials.NoTimestamps] = float.NegativeInfinity;

        // Timestamps come in pairs, but for one right before the end of text.
        bool lastIsTimestamp = sampled.Length > 0 && sampled[^1] >= begin;
        bool oneBeforeIsTimestamp = sampled.Length < 2 || sampled[^2] >= begin;
        if (lastIsTimestamp)
            (oneBeforeIsTimestamp ? logits[begin..] : logits[.._specials.EndOfText]).Fill(float.NegativeInfinity);

        // They never decrease, and a segment has a length: only what opens the next segment may be equal.
        for (int i = sampled.Length - 1; i >= 0; i--)
        {
            if (sampled[i] < begin)
                continue;
            int least = lastIsTimestamp && !oneBeforeIsTimestamp ? sampled[i] : sampled[i] + 1;
            logits[begin..least].Fill(float.NegativeInfinity);
            break;
        }

        if (sampled.IsEmpty)
        {
            logits[..begin].Fill(float.NegativeInfinity);
            if (_maxInitialTimestamp is { } last && begin + last + 1 < logits.Length)
                logits[(begin + last + 1)..].Fill(float.NegativeInfinity);
        }

        // Where all timestamps together are more probable than any text, it is one of them.
        if (LogitMath.LogSumExp(logits[begin..], scratch) > TensorPrimitives.Max(logits[..begin]))
            logits[..begin].Fill(float.NegativeInfinity);
    }
}

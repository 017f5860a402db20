using System.Numerics.Tensors;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper;

/// <summary>
/// Places the words of a window in time: by one more pass of the decoder over its text, which gives the cross-attention, or by
/// interpolation where the export gives none. For one call.
/// </summary>
internal sealed class WordPlacer(WhisperModel model, TranscriptionSettings settings)
{
    private readonly TokenWordSplitter _splitter = new(model.Tokenizer);

    /// <summary>Gets whether words are placed by cross-attention.</summary>
    public bool UsesAttention { get; } = settings.Options.AlignWords && model.Decoder.AttentionHeads.Count > 0;

    /// <summary>Places the words of a window's segments by cross-attention.</summary>
    /// <param name="decoder">Runs the pass.</param>
    /// <param name="audio">The encoded windows.</param>
    /// <param name="index">Which of them.</param>
    /// <param name="window">The window.</param>
    /// <param name="segments">Its segments; they receive their words.</param>
    /// <param name="language">The language.</param>
    /// <param name="lastSpeech">Where the speech before the window ended, in seconds.</param>
    /// <param name="run">How to stop.</param>
    /// <returns>Whether the words were placed; not where the decoder cannot hold the text at once, which takes a prefix and unusual lengths.</returns>
    public bool Align(
        WindowDecoder decoder, EncodedAudio audio, int index, SeekWindow window, IReadOnlyList<WindowSegment> segments, string language, double lastSpeech, RunOptions? run)
    {
        int[] text = [.. segments.SelectMany(segment => segment.TextTokens(model.Specials.EndOfText))];
        if (text.Length == 0)
            return true;
        int[] start = settings.StartSequence(language);
        int[] tokens = [.. start, model.Specials.NoTimestamps, .. text, model.Specials.EndOfText];
        if (tokens.Length > model.Shape.TextContext)
            return false;

        DecoderStepper stepper = decoder.Stepper;
        stepper.GivesAttention = true;
        stepper.Begin(audio, [index]);
        stepper.Feed(tokens, run);
        stepper.GivesAttention = false;

        var probabilities = new float[text.Length];
        for (int i = 0; i < text.Length; i++)
        {
            Span<float> logits = stepper.Logits(0, start.Length + i)[..model.Specials.EndOfText];
            probabilities[i] = LogitMath.Probability(logits, text[i], stepper.Scratch);
        }

        var aligner = new TokenAligner(tokens.Length, Math.Max(1, window.Frames / 2));
        var attention = new float[tokens.Length * model.Shape.AudioContext];
        for (int head = 0; head < model.Decoder.AttentionHeads.Count; head++)
        {
            stepper.CopyAttention(head, attention);
            aligner.AddHead(attention, model.Shape.AudioContext, KindOf(attention, model.Shape.AudioContext));
        }

        List<TokenWord> words = _splitter.Split([.. text, model.Specials.EndOfText], language);
        List<WordTiming> timings = WordTimingBuilder.Build(words, aligner.Align(start.Length), probabilities);
        WordTimingRules.Apply(segments, timings, model.Specials.EndOfText, window.Start, lastSpeech);
        return true;
    }

    /// <summary>Places the words of a segment by interpolation.</summary>
    /// <param name="segment">The segment; it receives its words.</param>
    /// <param name="logProbabilities">The log-probabilities of the window's tokens.</param>
    /// <param name="language">The language.</param>
    public void Interpolate(WindowSegment segment, ReadOnlySpan<float> logProbabilities, string language)
    {
        var text = new List<int>(segment.Tokens.Length);
        var probabilities = new List<float>(segment.Tokens.Length);
        for (int i = 0; i < segment.Tokens.Length; i++)
        {
            if (segment.Tokens[i] >= model.Specials.EndOfText)
                continue;
            text.Add(segment.Tokens[i]);
            probabilities.Add(MathF.Exp(logProbabilities[segment.FirstToken + i]));
        }

        if (text.Count == 0)
            return;
        List<TokenWord> words = _splitter.Split(text.ToArray(), language);
        segment.Words.Clear();
        segment.Words.AddRange(WordInterpolator.Interpolate(words, segment.Start, segment.End, probabilities.ToArray()));
    }

    /// <summary>Tells weights, which are not negative and add up to 1, from scores: exports give either.</summary>
    private static AttentionKind KindOf(ReadOnlySpan<float> attention, int positions)
    {
        ReadOnlySpan<float> row = attention[..positions];
        return TensorPrimitives.Min(row) >= 0 && Math.Abs(TensorPrimitives.Sum(row) - 1) < 0.05f ? AttentionKind.Weights : AttentionKind.Scores;
    }
}

using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper;

/// <summary>Decodes windows: feeds the prompt, then lets each window's search choose token by token until all have ended.</summary>
/// <remarks>Not safe for concurrent use; an engine keeps a pool. A warm step allocates nothing.</remarks>
/// <param name="stepper">Runs the decoder; owned.</param>
/// <param name="specials">The tokens that are not text.</param>
internal sealed class WindowDecoder(DecoderStepper stepper, SpecialTokens specials) : IDisposable
{
    private int[] _tokens = new int[16];
    private int[] _sources = new int[16];

    public DecoderStepper Stepper => stepper;

    /// <summary>Decodes windows together. Their prompts have the same length.</summary>
    /// <param name="audio">The encoded windows.</param>
    /// <param name="windows">Which of them.</param>
    /// <param name="prompts">What is fed before the first token is sampled, [windows, length].</param>
    /// <param name="startPosition">Where in a prompt the start of the transcript is.</param>
    /// <param name="searches">The search of each window; started anew.</param>
    /// <param name="noSpeech">Receives each window's probability that there is no speech.</param>
    /// <param name="run">How to stop.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    public void Decode(
        EncodedAudio audio, ReadOnlySpan<int> windows, ReadOnlySpan<int> prompts, int startPosition, ReadOnlySpan<TokenSearch> searches,
        Span<float> noSpeech, RunOptions? run, CancellationToken cancellationToken)
    {
        Start(audio, windows, prompts, startPosition, noSpeech, run);
        Reserve(searches);
        Span<int> rowCounts = stackalloc int[searches.Length];
        rowCounts.Fill(1);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int first = 0, rows = 0;
            for (int i = 0; i < searches.Length; i++)
            {
                int had = rowCounts[i];
                rowCounts[i] = had == 0 ? 0 : searches[i].Advance(stepper, first, _tokens.AsSpan(rows), _sources.AsSpan(rows));
                first += had;
                rows += rowCounts[i];
            }

            if (rows == 0)
                return;
            stepper.Reorder(_sources.AsSpan(0, rows));
            stepper.Feed(_tokens.AsSpan(0, rows), run);
        }
    }

    /// <summary>Gives the probability of every language, of the first frames of each window.</summary>
    /// <param name="audio">The encoded windows.</param>
    /// <param name="windows">Which of them.</param>
    /// <param name="run">How to stop.</param>
    /// <returns>For each window all languages of the model by Whisper's codes, the most probable first; their probabilities sum to 1.</returns>
    public LanguageProbability[][] DetectLanguages(EncodedAudio audio, ReadOnlySpan<int> windows, RunOptions? run)
    {
        stepper.GivesAttention = false;
        stepper.Begin(audio, windows);
        int[] prompts = new int[windows.Length];
        Array.Fill(prompts, specials.StartOfTranscript);
        stepper.Feed(prompts, run);
        var results = new LanguageProbability[windows.Length][];
        for (int row = 0; row < results.Length; row++)
        {
            Span<float> logits = stepper.Logits(row);
            var language = new float[specials.Languages.Count];
            for (int i = 0; i < language.Length; i++)
                language[i] = logits[specials.Languages[i].Id];
            float logSum = LogitMath.LogSumExp(language, stepper.Scratch);
            if (!float.IsFinite(logSum))
                throw TokenSearch.NotANumber();
            results[row] = [.. language
                .Select((logit, i) => new LanguageProbability(specials.Languages[i].Code, MathF.Exp(logit - logSum)))
                .OrderByDescending(static candidate => candidate.Probability)];
        }

        return results;
    }

    public void Dispose() => stepper.Dispose();

    private void Start(EncodedAudio audio, ReadOnlySpan<int> windows, ReadOnlySpan<int> prompts, int startPosition, Span<float> noSpeech, RunOptions? run)
    {
        stepper.GivesAttention = false;
        stepper.Begin(audio, windows);
        stepper.Feed(prompts, run);
        for (int row = 0; row < windows.Length; row++)
            noSpeech[row] = LogitMath.Probability(stepper.Logits(row, startPosition), specials.NoSpeech, stepper.Scratch); // before any filter
    }

    private void Reserve(ReadOnlySpan<TokenSearch> searches)
    {
        int most = 0;
        foreach (TokenSearch search in searches)
            most += search.MostRows;
        if (_tokens.Length >= most)
            return;
        _tokens = new int[most];
        _sources = new int[most];
    }
}

namespace Swictation.Stt.Whisper;

/// <summary>Searches for the tokens of one window, step by step. Not safe for concurrent use.</summary>
internal abstract class TokenSearch
{
    private readonly LogitFilter _filter;
    private readonly int _most;

    /// <summary>Initializes a new instance of the <see cref="TokenSearch"/> class.</summary>
    /// <param name="shape">The model's sizes.</param>
    /// <param name="specials">The tokens that are not text.</param>
    /// <param name="filter">What may be sampled.</param>
    /// <param name="settings">How to search.</param>
    /// <param name="promptLength">How many tokens are fed before the first is sampled.</param>
    protected TokenSearch(DecoderShape shape, SpecialTokens specials, LogitFilter filter, SearchSettings settings, int promptLength)
    {
        _filter = filter;
        EndOfText = specials.EndOfText;
        Settings = settings;
        // One more than fits may be sampled: the last is not fed again.
        _most = Math.Min(settings.SampleLength, shape.TextContext - promptLength + 1);
        Capacity = Math.Max(0, _most);
    }

    /// <summary>Gets how many tokens a hypothesis may have.</summary>
    protected int Capacity { get; }

    protected int EndOfText { get; }

    protected SearchSettings Settings { get; }

    /// <summary>Gets the most rows that the search ever takes.</summary>
    public int MostRows => Settings.Rows;

    /// <summary>Gets how many tokens have been sampled in each row that goes on.</summary>
    protected int Sampled { get; private set; }

    /// <summary>Makes the search that settings ask for.</summary>
    public static TokenSearch Create(DecoderShape shape, SpecialTokens specials, LogitFilter filter, SearchSettings settings, int promptLength) =>
        settings is { Temperature: 0, BeamSize: > 1 }
            ? new BeamSearch(shape, specials, filter, settings, promptLength)
            : new SamplingSearch(shape, specials, filter, settings, promptLength);

    /// <summary>Takes the logits of the window's rows, and says which tokens to feed next.</summary>
    /// <param name="stepper">Holds the logits.</param>
    /// <param name="firstRow">The first of the window's rows; the others follow.</param>
    /// <param name="tokens">Receives the next token of each row that goes on.</param>
    /// <param name="sources">Receives the row that each continues.</param>
    /// <returns>How many rows go on; 0 when the search has ended.</returns>
    public int Advance(DecoderStepper stepper, int firstRow, Span<int> tokens, Span<int> sources)
    {
        if (Sampled >= _most)
            return 0;
        int rows = Choose(stepper, firstRow, tokens, sources);
        Sampled++;
        return Sampled >= _most ? 0 : rows;
    }

    /// <summary>Gets the best hypothesis once the search has ended.</summary>
    public abstract Hypothesis Best();

    protected abstract int Choose(DecoderStepper stepper, int firstRow, Span<int> tokens, Span<int> sources);

    /// <summary>Filters the logits of a row, and gives them with the logarithm of their sum, by which they become log-probabilities.</summary>
    protected Span<float> Filter(DecoderStepper stepper, int row, ReadOnlySpan<int> sampled, out float logSum)
    {
        Span<float> logits = stepper.Logits(row);
        _filter.Apply(logits, sampled, stepper.Scratch);
        logSum = LogitMath.LogSumExp(logits, stepper.Scratch);
        return float.IsNaN(logSum) || float.IsPositiveInfinity(logSum) ? throw NotANumber() : logits;
    }

    public static ModelIntegrityException NotANumber() => new(
        "The decoder gave scores that are not numbers. Its weights are damaged, or its precision does not suit the execution provider; " +
        "get the model again or use another precision.",
        string.Empty);
}

using Swictation.Stt.Transform.Corrections;
using Swictation.Stt.Transform.Engine;
using Swictation.Stt.Transform.Normalization;

namespace Swictation.Stt.Transform;

/// <summary>Turns what was said into what is written, utterance by utterance: the state of the text is carried from one to the next.</summary>
/// <remarks>
/// <para>Takes words with and without punctuation and capitals. Where a model punctuated, its marks around a command are left out, and all others
/// stay. No input makes it throw. It takes time in proportion to the length of the utterance.</para>
/// <para>Holds the state of one text, so it is not safe for concurrent use; <see cref="TransformRules"/> are, and any number of transformers can
/// share them. After a few utterances <see cref="TryTransform"/> allocates nothing.</para>
/// </remarks>
public sealed class TextTransformer
{
    private readonly Workspace _workspace = new();
    private CorrectedUtterance? _corrected;
    private EmittedText _typed = new();
    private EmittedText _working = new();
    private TransformState _state = TransformState.Initial;

    /// <summary>Initializes a new instance of the <see cref="TextTransformer"/> class, at the beginning of a text.</summary>
    /// <param name="rules">The rules, or <see langword="null"/> for <see cref="TransformRules.Default"/>.</param>
    public TextTransformer(TransformRules? rules = null)
    {
        Rules = rules ?? TransformRules.Default;
    }

    /// <summary>Gets or sets the rules. What is carried from utterance to utterance stays when they change, for example to those of another mode.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TransformRules Rules
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    }

    /// <summary>Gets or sets what is mended before the rules are looked for; no rule is found in what an entry writes.</summary>
    /// <value>The default is <see langword="null"/>: nothing. Set it before an utterance to the current lexicon of a <see cref="CorrectionFile"/>.</value>
    public CorrectionLexicon? Corrections { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether numbers, dates, times, amounts, measures and addresses are written as they are written, where no rule is for
    /// their words: see <see cref="InverseTextNormalizer"/>. Only with the rules of English.
    /// </summary>
    /// <value>The default is <see langword="false"/>: words stay words, unless a rule makes digits of them.</value>
    public bool UsesInverseTextNormalization { get; set; }

    /// <summary>Transforms a text by itself, as plain text, with the default rules.</summary>
    /// <param name="text">The words that were said.</param>
    /// <returns>What is written.</returns>
    public static string ToText(ReadOnlySpan<char> text) => new TextTransformer().Transform(text).Text;

    /// <summary>Begins a new text: nothing is typed yet, and nothing can be taken back.</summary>
    public void Reset()
    {
        _state = TransformState.Initial;
        _typed.Clear();
    }

    /// <summary>Transforms the next utterance.</summary>
    /// <param name="utterance">The words that were said, with white space between them; word 0 is the first.</param>
    /// <returns>What is to be done, with the words that each piece came from.</returns>
    public TransformResult Transform(ReadOnlySpan<char> utterance)
    {
        TransformRun run = Run(utterance);
        Keep(run);
        return new TransformResult(_workspace.Text, _workspace.Pieces);
    }

    /// <summary>Tells what an utterance would come to, and leaves the state as it is: for words that may still change.</summary>
    /// <param name="utterance">The words that were said so far.</param>
    /// <returns>What would be done.</returns>
    public TransformResult Preview(ReadOnlySpan<char> utterance)
    {
        Run(utterance);
        return new TransformResult(_workspace.Text, _workspace.Pieces);
    }

    /// <summary>Transforms the next utterance into the caller's buffers.</summary>
    /// <param name="utterance">The words that were said, with white space between them; word 0 is the first.</param>
    /// <param name="text">Receives the text of all pieces; must not overlap with <paramref name="utterance"/>.</param>
    /// <param name="pieces">Receives the pieces, in order.</param>
    /// <param name="size">How much was written; where a destination is too small, how large both have to be.</param>
    /// <returns>Whether it was done. Where it was not, neither the buffers nor the state have changed.</returns>
    public TransformStatus TryTransform(ReadOnlySpan<char> utterance, Span<char> text, Span<TransformPiece> pieces, out TransformSize size)
    {
        TransformRun run = Run(utterance);
        size = new TransformSize(_workspace.TextLength, _workspace.PieceCount);
        if (size.TextLength > text.Length || size.PieceCount > pieces.Length)
            return TransformStatus.DestinationTooSmall;
        Keep(run);
        _workspace.Text.CopyTo(text);
        _workspace.Pieces.CopyTo(pieces);
        return TransformStatus.Done;
    }

    private TransformRun Run(ReadOnlySpan<char> utterance)
    {
        CorrectedUtterance? corrected = null;
        if (Corrections is { Entries.Count: > 0 } lexicon)
        {
            corrected = _corrected ??= new CorrectedUtterance();
            corrected.Apply(lexicon, utterance);
            utterance = corrected.Text;
        }

        var run = new TransformRun(Rules, utterance, corrected, UsesInverseTextNormalization, _workspace, _state, _typed, _working);
        run.Run();
        if (corrected is not null)
            _workspace.TraceBack(corrected);
        return run;
    }

    private void Keep(in TransformRun run)
    {
        if (run.IsRemembered)
        {
            (_typed, _working) = (_working, _typed);
            _typed.JoinSentences();
        }
        else if (_workspace.TextLength > 0)
        {
            _typed.AddPlace(_state, isSentence: false);
            _typed.Append(_workspace.Text);
        }

        _state = run.State;
    }
}

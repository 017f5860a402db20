using System.Numerics.Tensors;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper;

/// <summary>
/// Runs the decoder over some rows at once, token by token, and keeps their caches of keys and values in native memory: what one run
/// writes is bound as what the next reads. A row is one hypothesis about one window.
/// </summary>
/// <remarks>Not safe for concurrent use; an engine keeps a pool. A warm step allocates nothing on the managed heap.</remarks>
internal abstract class DecoderStepper : IDisposable
{
    private readonly bool _wideTokens;
    private readonly TensorElementType _logitsType;
    private readonly GrowableTensor _logits;
    private OrtValue _tokens;
    private readonly float[] _scratch;
    private float[] _converted = [];
    private int[] _windows = [];

    /// <summary>Initializes a new instance of the <see cref="DecoderStepper"/> class.</summary>
    /// <param name="shape">The model's sizes.</param>
    /// <param name="tokens">The graph's input of tokens.</param>
    /// <param name="logits">The graph's output of logits.</param>
    protected DecoderStepper(DecoderShape shape, NodeMetadata tokens, NodeMetadata logits)
    {
        Shape = shape;
        _wideTokens = tokens.ElementType == TensorElementType.Int64;
        _logitsType = logits.ElementType;
        _logits = new GrowableTensor(logits.ElementType);
        _tokens = CreateTokens(64);
        _scratch = new float[shape.VocabularySize];
    }

    public DecoderShape Shape { get; }

    /// <summary>Gets the number of rows.</summary>
    public int Rows { get; private set; }

    /// <summary>Gets the number of tokens that each row has been fed.</summary>
    public int Length { get; private set; }

    /// <summary>Gets or sets whether the first <see cref="Feed"/> after <see cref="Begin"/> also gives cross-attentions.</summary>
    public bool GivesAttention { get; set; }

    /// <summary>Gets room for as many values as a row of logits has.</summary>
    public Span<float> Scratch => _scratch;

    /// <summary>Gets the window of each row.</summary>
    protected ReadOnlySpan<int> Windows => _windows.AsSpan(0, Rows);

    /// <summary>Gets how many tokens the last <see cref="Feed"/> took of each row.</summary>
    protected int FedLast { get; private set; }

    protected OrtValue TokenStorage => _tokens;

    protected OrtValue LogitStorage => _logits.Value;

    /// <summary>Starts anew, with one row for each of some windows.</summary>
    /// <param name="audio">The encoded windows; they must live until the next call.</param>
    /// <param name="windows">Which of them.</param>
    public void Begin(EncodedAudio audio, ReadOnlySpan<int> windows)
    {
        SetRows(windows);
        Length = 0;
        FedLast = 0;
        bool all = windows.Length == audio.Windows;
        for (int i = 0; all && i < windows.Length; i++)
            all = windows[i] == i;
        BeginRows(audio, windows, all);
    }

    /// <summary>Feeds tokens to every row: any number after <see cref="Begin"/>, then one each time.</summary>
    /// <param name="tokens">[<see cref="Rows"/>, count], each row's tokens together.</param>
    /// <param name="run">How to stop it.</param>
    public void Feed(ReadOnlySpan<int> tokens, RunOptions? run)
    {
        int count = tokens.Length / Rows;
        if (tokens.Length > _tokens.ElementCount)
        {
            _tokens.Dispose();
            _tokens = CreateTokens(2 * tokens.Length);
        }

        if (_wideTokens)
            TensorPrimitives.ConvertTruncating(tokens, _tokens.Span<long>());
        else
            tokens.CopyTo(_tokens.Span<int>());
        _logits.Reserve((long)tokens.Length * Shape.VocabularySize);
        if (Length == 0)
            RunFirst(count, run);
        else
            RunNext(run);
        Length += count;
        FedLast = count;
    }

    /// <summary>Gets the logits after a token of the last <see cref="Feed"/>. They may be changed; they are valid until the next call.</summary>
    /// <param name="row">The row.</param>
    /// <param name="position">Which token of the last feed.</param>
    public Span<float> Logits(int row, int position)
    {
        int width = Shape.VocabularySize;
        int from = ((row * FedLast) + position) * width;
        if (_logitsType == TensorElementType.Float)
            return LogitStorage.Span<float>().Slice(from, width);
        if (_converted.Length < Rows * width)
            _converted = new float[Rows * width];
        Span<float> to = _converted.AsSpan(row * width, width);
        TensorPrimitives.ConvertToSingle(LogitStorage.Span<Half>().Slice(from, width), to);
        return to;
    }

    /// <summary>Gets the logits after the last token that a row was fed.</summary>
    public Span<float> Logits(int row) => Logits(row, FedLast - 1);

    /// <summary>
    /// Makes row i what row <paramref name="sources"/>[i] was; there may be more or fewer rows than before. Where nothing changes nothing
    /// is done; else the caches of all rows are copied once, and the cross-attention's only where rows change their window.
    /// </summary>
    /// <param name="sources">The new rows.</param>
    public void Reorder(ReadOnlySpan<int> sources)
    {
        bool same = sources.Length == Rows;
        for (int i = 0; same && i < sources.Length; i++)
            same = sources[i] == i;
        if (same)
            return;

        Span<int> windows = stackalloc int[sources.Length];
        for (int i = 0; i < sources.Length; i++)
            windows[i] = _windows[sources[i]];
        ReorderCache(sources);
        if (!windows.SequenceEqual(Windows))
            ReorderAudio(sources);
        SetRows(windows);
    }

    /// <summary>Gets the cross-attention of one head for the first row, [tokens, frames], after a first feed with <see cref="GivesAttention"/>.</summary>
    /// <param name="index">The position of the head among <see cref="DecoderNetwork.AttentionHeads"/>.</param>
    /// <param name="destination">Receives as many rows as tokens were fed, of <see cref="DecoderShape.AudioContext"/> values each.</param>
    public abstract void CopyAttention(int index, Span<float> destination);

    public virtual void Dispose()
    {
        _tokens.Dispose();
        _logits.Dispose();
    }

    protected abstract void BeginRows(EncodedAudio audio, ReadOnlySpan<int> windows, bool all);

    protected abstract void RunFirst(int count, RunOptions? run);

    protected abstract void RunNext(RunOptions? run);

    protected abstract void ReorderCache(ReadOnlySpan<int> sources);

    protected abstract void ReorderAudio(ReadOnlySpan<int> sources);

    private OrtValue CreateTokens(int count) => _wideTokens ? OrtValue.Create<long>(count) : OrtValue.Create<int>(count);

    private void SetRows(ReadOnlySpan<int> windows)
    {
        if (_windows.Length < windows.Length)
            _windows = new int[windows.Length];
        windows.CopyTo(_windows);
        Rows = windows.Length;
    }
}

using System.Numerics.Tensors;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper;

/// <summary>
/// Runs a sherpa-onnx decoder. Its caches have one size from the start, so two pairs take turns: two bindings, each of which reads one pair
/// and writes the other, are made when the number of rows changes and then stay.
/// </summary>
internal sealed class SherpaStepper : DecoderStepper
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding[] _bindings = new OrtIoBinding[2];
    private readonly GrowableTensor[] _keys = new GrowableTensor[2];
    private readonly GrowableTensor[] _values = new GrowableTensor[2];
    private readonly GrowableTensor[] _audio = new GrowableTensor[2];
    private readonly GrowableTensor[] _spareAudio = new GrowableTensor[2];
    private readonly OrtValue?[] _boundAudio = new OrtValue?[2];
    private readonly GrowableTensor _attention;
    private readonly int _heads;
    private readonly OrtValue _offset = OrtValue.Create<long>(1);
    private int _turn;
    private int _boundRows;

    /// <summary>Initializes a new instance of the <see cref="SherpaStepper"/> class.</summary>
    /// <param name="session">The graph.</param>
    /// <param name="shape">The model's sizes.</param>
    /// <param name="heads">The number of heads whose attention the graph gives.</param>
    public SherpaStepper(InferenceSession session, DecoderShape shape, int heads)
        : base(shape, session.Inputs[0], session.Outputs[0])
    {
        _session = session;
        _heads = heads;
        for (int i = 0; i < 2; i++)
        {
            _bindings[i] = session.CreateIoBinding();
            _keys[i] = new GrowableTensor(session.Inputs[1].ElementType);
            _values[i] = new GrowableTensor(session.Inputs[2].ElementType);
            _audio[i] = new GrowableTensor(session.Inputs[3 + i].ElementType);
            _spareAudio[i] = new GrowableTensor(session.Inputs[3 + i].ElementType);
        }

        _attention = new GrowableTensor(session.Outputs.Count > 3 ? session.Outputs[3].ElementType : TensorElementType.Float);
    }

    private int CacheRow => Shape.TextContext * Shape.Width;

    private int AudioRow => Shape.AudioContext * Shape.Width;

    public override void CopyAttention(int index, Span<float> destination)
    {
        // [rows, heads, tokens, frames], of which there is one row.
        int length = FedLast * Shape.AudioContext;
        if (_attention.ElementType == TensorElementType.Float)
            _attention.Value.Span<float>().Slice(index * length, length).CopyTo(destination);
        else
            TensorPrimitives.ConvertToSingle(_attention.Value.Span<Half>().Slice(index * length, length), destination);
    }

    public override void Dispose()
    {
        foreach (OrtIoBinding binding in _bindings)
            binding.Dispose();
        foreach (GrowableTensor tensor in (ReadOnlySpan<GrowableTensor>)[.. _keys, .. _values, .. _audio, .. _spareAudio, _attention])
            tensor.Dispose();
        _offset.Dispose();
        base.Dispose();
    }

    protected override void BeginRows(EncodedAudio audio, ReadOnlySpan<int> windows, bool all)
    {
        for (int i = 0; i < 2; i++)
        {
            _boundAudio[i] = audio[i];
            if (all && audio[i].ElementType == _audio[i].ElementType)
                continue;
            _audio[i].Reserve((long)Shape.Layers * windows.Length * AudioRow);
            using OrtValue? converted = DecoderGraph.Convert(audio[i], _audio[i].ElementType);
            GatherAudio(_audio[i], converted ?? audio[i], audio.Windows, windows);
            _boundAudio[i] = _audio[i].Value;
        }

        _boundRows = 0;
    }

    protected override void RunFirst(int count, RunOptions? run) => Run(count, GivesAttention, run);

    protected override void RunNext(RunOptions? run) => Run(1, false, run);

    protected override void ReorderCache(ReadOnlySpan<int> sources)
    {
        int used = Length * Shape.Width;
        foreach (GrowableTensor[] pair in (ReadOnlySpan<GrowableTensor[]>)[_keys, _values])
        {
            GrowableTensor from = pair[_turn], to = pair[1 - _turn];
            to.Reserve((long)Shape.Layers * sources.Length * CacheRow);
            for (int layer = 0; layer < Shape.Layers; layer++)
                to.Gather(from.Value, sources, CacheRow, used, layer * Rows * CacheRow, layer * sources.Length * CacheRow);
        }

        _turn = 1 - _turn;
        _boundRows = sources.Length == _boundRows ? _boundRows : 0;
    }

    protected override void ReorderAudio(ReadOnlySpan<int> sources)
    {
        for (int i = 0; i < 2; i++)
        {
            _spareAudio[i].Reserve((long)Shape.Layers * sources.Length * AudioRow);
            GatherAudio(_spareAudio[i], _boundAudio[i]!, Rows, sources);
            (_audio[i], _spareAudio[i]) = (_spareAudio[i], _audio[i]);
            _boundAudio[i] = _audio[i].Value;
        }

        _boundRows = 0;
    }

    private void GatherAudio(GrowableTensor to, OrtValue from, int fromRows, ReadOnlySpan<int> sources)
    {
        for (int layer = 0; layer < Shape.Layers; layer++)
            to.Gather(from, sources, AudioRow, AudioRow, layer * fromRows * AudioRow, layer * sources.Length * AudioRow);
    }

    private void Run(int count, bool attention, RunOptions? run)
    {
        if (_boundRows != Rows)
            BindCaches();
        OrtIoBinding binding = _bindings[_turn];
        binding.BindInput(_session.Inputs[0].Name, TokenStorage, [Rows, count]);
        binding.BindOutput(_session.Outputs[0].Name, LogitStorage, [Rows, count, Shape.VocabularySize]);
        _offset.Span<long>()[0] = Length;
        if (attention)
        {
            _attention.Reserve((long)Rows * _heads * count * Shape.AudioContext);
            binding.BindOutput(_session.Outputs[3].Name, _attention.Value, [Rows, _heads, count, Shape.AudioContext]);
            _boundRows = 0; // the next run must not give it
        }

        _session.Run(binding, run);
        _turn = 1 - _turn;
    }

    private void BindCaches()
    {
        ReadOnlySpan<long> cache = [Shape.Layers, Rows, Shape.TextContext, Shape.Width];
        ReadOnlySpan<long> audio = [Shape.Layers, Rows, Shape.AudioContext, Shape.Width];
        for (int i = 0; i < 2; i++)
        {
            // The pair that holds the rows' past is as large as it must be already, and is not replaced.
            _keys[i].Reserve((long)Shape.Layers * Rows * CacheRow);
            _values[i].Reserve((long)Shape.Layers * Rows * CacheRow);
        }

        for (int i = 0; i < 2; i++)
        {
            OrtIoBinding binding = _bindings[i];
            binding.Clear();
            binding.BindInput(_session.Inputs[1].Name, _keys[i].Value, cache);
            binding.BindInput(_session.Inputs[2].Name, _values[i].Value, cache);
            binding.BindInput(_session.Inputs[3].Name, _boundAudio[0]!, audio);
            binding.BindInput(_session.Inputs[4].Name, _boundAudio[1]!, audio);
            binding.BindInput(_session.Inputs[5].Name, _offset);
            binding.BindOutput(_session.Outputs[1].Name, _keys[1 - i].Value, cache);
            binding.BindOutput(_session.Outputs[2].Name, _values[1 - i].Value, cache);
        }

        _boundRows = Rows;
    }
}

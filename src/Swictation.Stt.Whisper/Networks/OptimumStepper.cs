using System.Numerics.Tensors;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper;

/// <summary>
/// Runs an optimum decoder. Its caches, [rows, heads, tokens, head size], grow by a token with every run; two tensors for each take turns,
/// bound in the shape of the moment, so that what a run wrote is read by the next where it lies.
/// </summary>
internal sealed class OptimumStepper : DecoderStepper
{
    private const int LeastRoom = 64; // tokens; doubled until the text context is reached

    private readonly OptimumPorts _first;
    private readonly OptimumPorts _next;
    private readonly IReadOnlyList<AttentionHead> _heads;
    private readonly OrtIoBinding _firstBinding;
    private readonly OrtIoBinding _nextBinding;
    private readonly GrowableTensor[] _past;
    private readonly GrowableTensor[] _present;
    private readonly GrowableTensor[] _audio;
    private readonly GrowableTensor[] _spareAudio;
    private readonly GrowableTensor[] _attention;
    private readonly GrowableTensor _hidden;
    private readonly OrtValue? _position;
    private readonly OrtValue _useCache = OrtValue.Create<bool>(1);
    private readonly OrtValue _noCache = OrtValue.Create<bool>(1);
    private OrtValue? _boundHidden;
    private int _hiddenRows;
    private bool _audioIsBound;

    public OptimumStepper(OptimumDecoder decoder)
        : base(decoder.Shape, decoder.FirstPorts.Tokens, decoder.FirstPorts.Logits)
    {
        _first = decoder.FirstPorts;
        _next = decoder.NextPorts;
        _heads = decoder.AttentionHeads;
        _firstBinding = _first.Session.CreateIoBinding();
        _nextBinding = _next.Session.CreateIoBinding();
        _past = Make(_next.Past);
        _present = Make(_next.Past);
        _audio = Make(_next.PastAudio);
        _spareAudio = Make(_next.PastAudio);
        _hidden = new GrowableTensor(_first.Hidden!.ElementType);
        _attention = [.. AttentionLayers().Select(layer =>
            new GrowableTensor(_first.Session.Outputs.First(node => node.Name == OptimumDecoder.AttentionName(layer)).ElementType))];
        _position = (_first.CachePosition ?? _next.CachePosition) is null ? null : OrtValue.Create<long>(Shape.TextContext);
        _useCache.Span<bool>()[0] = true;
        _noCache.Span<bool>()[0] = false;
    }

    private int AudioRow => Shape.AudioContext * Shape.Width;

    public override void CopyAttention(int index, Span<float> destination)
    {
        // [rows, heads, tokens, frames], of which there is one row.
        AttentionHead head = _heads[index];
        GrowableTensor layer = _attention[Array.IndexOf(AttentionLayers(), head.Layer)];
        int length = FedLast * Shape.AudioContext;
        if (layer.ElementType == TensorElementType.Float)
            layer.Value.Span<float>().Slice(head.Head * length, length).CopyTo(destination);
        else
            TensorPrimitives.ConvertToSingle(layer.Value.Span<Half>().Slice(head.Head * length, length), destination);
    }

    public override void Dispose()
    {
        _firstBinding.Dispose();
        _nextBinding.Dispose();
        foreach (GrowableTensor tensor in (ReadOnlySpan<GrowableTensor>)[.. _past, .. _present, .. _audio, .. _spareAudio, .. _attention, _hidden])
            tensor.Dispose();
        _position?.Dispose();
        _useCache.Dispose();
        _noCache.Dispose();
        base.Dispose();
    }

    protected override void BeginRows(EncodedAudio audio, ReadOnlySpan<int> windows, bool all)
    {
        _boundHidden = audio[0];
        _hiddenRows = windows.Length;
        if (all && audio[0].ElementType == _hidden.ElementType)
            return;
        _hidden.Reserve((long)windows.Length * AudioRow);
        using OrtValue? converted = DecoderGraph.Convert(audio[0], _hidden.ElementType);
        _hidden.Gather(converted ?? audio[0], windows, AudioRow, AudioRow);
        _boundHidden = _hidden.Value;
    }

    protected override void RunFirst(int count, RunOptions? run)
    {
        _firstBinding.Clear();
        _firstBinding.BindInput(_first.Tokens.Name, TokenStorage, [Rows, count]);
        _firstBinding.BindInput(_first.Hidden!.Name, _boundHidden!, [_hiddenRows, Shape.AudioContext, Shape.Width]);
        _firstBinding.BindOutput(_first.Logits.Name, LogitStorage, [Rows, count, Shape.VocabularySize]);
        BindPosition(_first, _firstBinding, count);
        if (_first.UseCache is not null)
            _firstBinding.BindInput(_first.UseCache.Name, _noCache);
        for (int i = 0; i < _past.Length; i++)
        {
            _past[i].Reserve(CacheSize(count, Rows));
            _present[i].Reserve(CacheSize(count, Rows));
            _audio[i].Reserve((long)Rows * AudioRow);
            if (_first.ReadsPast)
            {
                // What a merged graph does not read has to be there all the same, and may be empty.
                _firstBinding.BindInput(_first.PastNames[i], _past[i].Value, [Rows, Shape.Heads, 0, Shape.HeadSize]);
                _firstBinding.BindInput(_first.PastAudioNames[i], _past[i].Value, [Rows, Shape.Heads, 0, Shape.HeadSize]);
            }

            _firstBinding.BindOutput(_first.PresentNames[i], _present[i].Value, [Rows, Shape.Heads, count, Shape.HeadSize]);
            // Only this run gives them: the graphs for further tokens give nothing or nonsense in their place.
            _firstBinding.BindOutput(_first.PresentAudioNames[i], _audio[i].Value, [Rows, Shape.Heads, Shape.AudioContext, Shape.HeadSize]);
        }

        if (GivesAttention)
            BindAttention(count);
        _first.Session.Run(_firstBinding, run);
        SwapCaches();
        _audioIsBound = false;
    }

    protected override void RunNext(RunOptions? run)
    {
        if (!_audioIsBound)
            BindAudio();
        _nextBinding.BindInput(_next.Tokens.Name, TokenStorage, [Rows, 1]);
        _nextBinding.BindOutput(_next.Logits.Name, LogitStorage, [Rows, 1, Shape.VocabularySize]);
        BindPosition(_next, _nextBinding, 1);
        ReadOnlySpan<long> before = [Rows, Shape.Heads, Length, Shape.HeadSize];
        ReadOnlySpan<long> after = [Rows, Shape.Heads, Length + 1, Shape.HeadSize];
        for (int i = 0; i < _past.Length; i++)
        {
            _present[i].Reserve(CacheSize(Length + 1, Rows));
            _nextBinding.BindInput(_next.PastNames[i], _past[i].Value, before);
            _nextBinding.BindOutput(_next.PresentNames[i], _present[i].Value, after);
        }

        _next.Session.Run(_nextBinding, run);
        SwapCaches();
    }

    protected override void ReorderCache(ReadOnlySpan<int> sources)
    {
        int row = Length * Shape.Width;
        for (int i = 0; i < _past.Length; i++)
        {
            _present[i].Reserve(CacheSize(Length, sources.Length));
            _present[i].Gather(_past[i].Value, sources, row, row);
        }

        SwapCaches();
    }

    protected override void ReorderAudio(ReadOnlySpan<int> sources)
    {
        for (int i = 0; i < _audio.Length; i++)
        {
            _spareAudio[i].Reserve((long)sources.Length * AudioRow);
            _spareAudio[i].Gather(_audio[i].Value, sources, AudioRow, AudioRow);
            (_audio[i], _spareAudio[i]) = (_spareAudio[i], _audio[i]);
        }

        _audioIsBound = false;
    }

    private static GrowableTensor[] Make(IReadOnlyList<NodeMetadata> nodes) => [.. nodes.Select(static node => new GrowableTensor(node.ElementType))];

    /// <summary>What a run wrote is what the next reads.</summary>
    private void SwapCaches()
    {
        for (int i = 0; i < _past.Length; i++)
            (_past[i], _present[i]) = (_present[i], _past[i]);
    }

    private long CacheSize(int tokens, int rows)
    {
        int room = LeastRoom;
        while (room < tokens)
            room *= 2;
        return (long)rows * Math.Min(room, Shape.TextContext) * Shape.Width;
    }

    private void BindAudio()
    {
        _nextBinding.Clear();
        if (_next.Hidden is not null)
            _nextBinding.BindInput(_next.Hidden.Name, _boundHidden!, [_hiddenRows, Shape.AudioContext, Shape.Width]);
        if (_next.UseCache is not null)
            _nextBinding.BindInput(_next.UseCache.Name, _useCache);
        for (int i = 0; i < _audio.Length; i++)
            _nextBinding.BindInput(_next.PastAudioNames[i], _audio[i].Value, [Rows, Shape.Heads, Shape.AudioContext, Shape.HeadSize]);
        _audioIsBound = true;
    }

    private void BindPosition(OptimumPorts ports, OrtIoBinding binding, int count)
    {
        if (ports.CachePosition is null)
            return;
        Span<long> positions = _position!.Span<long>();
        for (int i = 0; i < count; i++)
            positions[i] = Length + i;
        binding.BindInput(ports.CachePosition.Name, _position, [count]);
    }

    private int[] AttentionLayers() => [.. _heads.Select(static head => head.Layer).Distinct()];

    private void BindAttention(int count)
    {
        int[] layers = AttentionLayers();
        for (int i = 0; i < layers.Length; i++)
        {
            _attention[i].Reserve((long)Rows * Shape.Heads * count * Shape.AudioContext);
            _firstBinding.BindOutput(OptimumDecoder.AttentionName(layers[i]), _attention[i].Value, [Rows, Shape.Heads, count, Shape.AudioContext]);
        }
    }
}

using Swictation.Stt.Onnx;

namespace Swictation.Stt.Vad;

/// <summary>A loaded graph with what its inputs and outputs say of it. Safe for concurrent use.</summary>
/// <remarks>
/// Layouts: <c>utils_vad.py</c> and the model files of snakers4/silero-vad; for the re-export of v4, sherpa-onnx's
/// <c>silero-vad-model.cc</c>. A v5 graph runs without its context too, but then hears next to nothing.
/// </remarks>
internal sealed class SileroGraph : IDisposable
{
    private const int Layers = 2;

    private static readonly SileroVadRate[] V4Rates = [new(16000, 512, 0), new(8000, 256, 0)];
    private static readonly SileroVadRate[] V5Rates = [new(16000, 512, 64), new(8000, 256, 32)];

    private readonly string _audio;
    private readonly string _probability;
    private readonly (string Input, string Output)[] _states;
    private readonly int _stateWidth;
    private readonly bool _takesRate;
    private readonly bool _rateIsScalar;

    public SileroGraph(InferenceSession session)
    {
        Session = session;
        string[] inputs = [.. session.Inputs.Select(static node => node.Name)];
        if (inputs.Contains("state") && inputs.Contains("input"))
            (Version, _audio, _probability, _states, _stateWidth) = (SileroVersion.V5, "input", "output", [("state", "stateN")], 128);
        else if (inputs.Contains("h") && inputs.Contains("c") && inputs.Contains("input"))
            (Version, _audio, _probability, _states, _stateWidth) = (SileroVersion.V4, "input", "output", [("h", "hn"), ("c", "cn")], 64);
        else if (inputs.Contains("h") && inputs.Contains("c") && inputs.Contains("x"))
            (Version, _audio, _probability, _states, _stateWidth) = (SileroVersion.V4, "x", "prob", [("h", "new_h"), ("c", "new_c")], 64);
        else
            throw Unknown("its inputs are those of no known version");

        NodeMetadata? rate = session.Inputs.FirstOrDefault(static node => node.Name == "sr");
        _takesRate = rate is not null;
        _rateIsScalar = rate is { Dimensions.Count: 0 };
        NodeMetadata audio = Check();
        IsBatched = audio.Dimensions is not [> 0, ..];
        Rates = FindRates(audio);
    }

    public InferenceSession Session { get; }

    public SileroVersion Version { get; }

    public IReadOnlyList<SileroVadRate> Rates { get; }

    /// <summary>Gets a value indicating whether the graph takes several windows of different streams at once.</summary>
    public bool IsBatched { get; }

    /// <summary>Binds arrays for a number of streams that are processed at once.</summary>
    public SileroBinding Bind(SileroVadRate rate, int batch)
    {
        var graph = new BoundGraph(Session);
        try
        {
            float[] input = graph.Input<float>(_audio, batch, rate.InputLength);
            if (_takesRate)
                (_rateIsScalar ? graph.Input<long>("sr") : graph.Input<long>("sr", 1))[0] = rate.SampleRate;
            float[] probabilities = graph.Output<float>(_probability, batch, 1);
            float[][] states = [.. _states.Select(state => graph.Input<float>(state.Input, Layers, batch, _stateWidth))];
            float[][] next = [.. _states.Select(state => graph.Output<float>(state.Output, Layers, batch, _stateWidth))];
            return new SileroBinding(graph, Session.ModelPath, rate, batch, input, probabilities, states, next);
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    public void Dispose() => Session.Dispose();

    private NodeMetadata Check()
    {
        string[] expected = [_audio, .. _states.Select(static state => state.Input), .. (string[])(_takesRate ? ["sr"] : [])];
        foreach (NodeMetadata node in Session.Inputs)
        {
            if (!expected.Contains(node.Name))
                throw Unknown($"it also takes {node.Name}");
            if (node.ElementType != (node.Name == "sr" ? TensorElementType.Int64 : TensorElementType.Float))
                throw Unknown($"{node.Name} is not of the expected type");
        }

        foreach (string output in _states.Select(static state => state.Output).Prepend(_probability))
        {
            if (!Session.Outputs.Any(node => node.Name == output && node.ElementType == TensorElementType.Float))
                throw Unknown($"it does not give {output}");
        }

        foreach ((string input, _) in _states)
        {
            NodeMetadata state = Session.Inputs.Single(node => node.Name == input);
            if (state.Dimensions is not [-1 or Layers, _, _] || (state.Dimensions[2] != _stateWidth && state.Dimensions[2] != -1))
                throw Unknown($"{input} should have the shape [{Layers}, B, {_stateWidth}]");
        }

        NodeMetadata audio = Session.Inputs.Single(node => node.Name == _audio);
        return audio.Dimensions.Count == 2 ? audio : throw Unknown($"{_audio} should have two dimensions");
    }

    /// <summary>Finds out by running the graph what its declared inputs leave open.</summary>
    private SileroVadRate[] FindRates(NodeMetadata audio)
    {
        SileroVadRate[] rates = Version == SileroVersion.V4 ? V4Rates : V5Rates;
        (SileroVadRate wide, SileroVadRate narrow) = (rates[0], rates[1]);
        if (audio.Dimensions[1] > 0 && audio.Dimensions[1] != wide.InputLength)
            throw Unknown($"{_audio} should take {wide.InputLength} samples");
        try
        {
            _ = Probe(wide);
        }
        catch (OnnxRuntimeException exception)
        {
            throw Unknown($"it cannot process a window of {wide.InputLength} samples ({exception.NativeMessage})", exception);
        }

        if (!_takesRate || audio.Dimensions[1] > 0)
            return [wide];
        try
        {
            // A 16 kHz export takes the rate for the sake of its callers and does not look at it: the same samples at another
            // rate are the same to it.
            bool ignoresRate = Probe(narrow) == Probe(narrow with { SampleRate = wide.SampleRate });
            return ignoresRate ? [wide] : [wide, narrow];
        }
        catch (OnnxRuntimeException)
        {
            return [wide];
        }
    }

    private float Probe(SileroVadRate rate)
    {
        using SileroBinding binding = Bind(rate, 1);
        for (int i = 0; i < binding.Input.Length; i++)
            binding.Input[i] = 0.3f * MathF.Sin(0.1f * i * (1 + (0.01f * i))); // anything that is not silence
        binding.Run();
        return binding.Probabilities[0];
    }

    private ModelLayoutException Unknown(string why, Exception? cause = null) => new(
        $"{Session.ModelPath} is not a voice activity model that can be run: {why}. It takes [{string.Join("; ", Session.Inputs)}] and gives " +
        $"[{string.Join("; ", Session.Outputs)}]. Silero VAD v4, v5 and v6 are known, of any of its own exports; get silero_vad.onnx from snakers4/silero-vad.",
        Session.ModelPath, cause);
}

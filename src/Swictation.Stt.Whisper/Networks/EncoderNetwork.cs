using System.Numerics.Tensors;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Whisper;

/// <summary>The encoder: windows of log-mel features in, what the decoder attends to out. Safe for concurrent use.</summary>
internal sealed class EncoderNetwork : IDisposable
{
    private readonly InferenceSession _session;
    private readonly int _mels;
    private readonly int _frames;
    private readonly int _outputs;
    private readonly long _outputSize;

    /// <summary>Initializes a new instance over a loaded graph.</summary>
    /// <param name="session">The graph; owned from now on.</param>
    /// <param name="config">The model's sizes.</param>
    /// <param name="layout">Whether it gives hidden states (optimum), or keys and values (sherpa-onnx).</param>
    /// <exception cref="ModelLayoutException">The graph is not of these sizes.</exception>
    public EncoderNetwork(InferenceSession session, WhisperModelConfig config, WhisperLayout layout)
    {
        _session = session;
        _mels = config.MelCount;
        _frames = 2 * config.Shape.AudioContext;
        _outputs = layout == WhisperLayout.Optimum ? 1 : 2;
        _outputSize = (long)config.Shape.AudioContext * config.Shape.Width * (layout == WhisperLayout.Optimum ? 1 : config.Shape.Layers);
        if (session.Inputs.Count != 1 || session.Outputs.Count < _outputs || session.Inputs[0].Dimensions.Count != 3
            || !DecoderGraph.IsNumber(session.Inputs[0]) || !session.Outputs.Take(_outputs).All(DecoderGraph.IsNumber))
        {
            throw new ModelLayoutException(
                $"{session.ModelPath} is not the expected encoder: it should take features [batch, mels, frames] and give {_outputs} output(s) of numbers, but it takes " +
                $"[{string.Join("; ", session.Inputs)}] and gives [{string.Join("; ", session.Outputs)}]. It may belong to another layout; get the model's files from one source.",
                session.ModelPath);
        }

        Require(ModelGraph.FixedDimension(session.Inputs[0], 1), _mels, "mel bins", config);
        Require(ModelGraph.FixedDimension(session.Inputs[0], 2), _frames, "feature frames", config);
        int last = session.Outputs[0].Dimensions.Count - 1;
        Require(ModelGraph.FixedDimension(session.Outputs[0], last), config.Shape.Width, "values in each frame of its output", config);
        if (layout == WhisperLayout.SherpaOnnx)
            Require(ModelGraph.FixedDimension(session.Outputs[0], 0), config.Shape.Layers, "decoder layers", config);
    }

    public InferenceSession Session => _session;

    /// <summary>Encodes windows.</summary>
    /// <param name="features">Normalised log-mel features, [windows, mels, frames].</param>
    /// <param name="windows">The number of windows.</param>
    /// <param name="run">How to stop it.</param>
    /// <returns>What the decoder attends to; dispose it.</returns>
    /// <exception cref="ModelLayoutException">The graph gives something else than its model's sizes say.</exception>
    public EncodedAudio Run(Memory<float> features, int windows, RunOptions? run)
    {
        using OrtValue input = _session.Inputs[0].ElementType == TensorElementType.Float
            ? OrtValue.FromMemory(features, windows, _mels, _frames)
            : ToHalf(features.Span, windows);
        var outputs = new OrtValue?[_session.Outputs.Count];
        _session.Run([input], outputs, run);
        var audio = new EncodedAudio(outputs!, windows);
        for (int i = 0; i < _outputs; i++)
        {
            if (audio[i].ElementCount != _outputSize * windows)
            {
                string shape = string.Join(", ", audio[i].GetShape());
                audio.Dispose();
                throw new ModelLayoutException(
                    $"{_session.ModelPath} gave {_session.Outputs[i].Name} of shape [{shape}], which has not the {_outputSize} values for each window that the model's configuration says. Get all files from one source.",
                    _session.ModelPath);
            }
        }

        return audio;
    }

    /// <summary>Gives a window of zeros in the encoder's output, without running it.</summary>
    public EncodedAudio Nothing()
    {
        var values = new OrtValue[_outputs];
        for (int i = 0; i < _outputs; i++)
        {
            values[i] = OrtValue.Create(_session.Outputs[i].ElementType, _outputSize);
            if (values[i].ElementType == TensorElementType.Float)
                values[i].Span<float>().Clear();
            else
                values[i].Span<Half>().Clear();
        }

        return new EncodedAudio(values, 1);
    }

    public void Dispose() => _session.Dispose();

    private void Require(int? actual, int expected, string what, WhisperModelConfig config)
    {
        if (actual is { } number && number != expected)
        {
            throw new ModelLayoutException(
                $"{_session.ModelPath} has {number} {what}, but {config.Source} says {expected}: the files are of different models. Get all files from one source.",
                _session.ModelPath);
        }
    }

    private OrtValue ToHalf(ReadOnlySpan<float> features, int windows)
    {
        OrtValue value = OrtValue.Create<Half>(windows, _mels, _frames);
        TensorPrimitives.ConvertToHalf(features, value.Span<Half>());
        return value;
    }
}

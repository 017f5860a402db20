using Swictation.Stt.Onnx;

namespace Swictation.Stt.Parakeet;

/// <summary>The encoder of a transducer, or the whole of a CTC model: log-mel features in, frames out. Safe for concurrent use.</summary>
internal sealed class EncoderNetwork : IDisposable
{
    private readonly InferenceSession _session;
    private readonly bool _channelsFirst;

    /// <summary>Initializes a new instance over a loaded graph.</summary>
    /// <param name="session">The graph; owned from now on.</param>
    /// <param name="isCtc">Whether the output is [batch, frames, classes] rather than [batch, width, frames].</param>
    /// <param name="subsampling">How many feature frames make one output frame.</param>
    public EncoderNetwork(InferenceSession session, bool isCtc, int subsampling)
    {
        _session = session;
        _channelsFirst = !isCtc;
        Subsampling = subsampling;
        GraphCheck.Signature(session, inputs: 2, outputs: isCtc ? 1 : 2, "audio_signal [batch, mels, frames] and length [batch]");
        GraphCheck.Type(session, 0, TensorElementType.Float);
        GraphCheck.Type(session, 1, TensorElementType.Int64);
        if (session.Inputs[0].Dimensions.Count != 3 || session.Outputs[0].Dimensions.Count != 3)
            throw GraphCheck.Unknown(session, "how its features and frames are laid out (three dimensions each were expected)");
        OutputDim = ModelGraph.FixedDimension(session.Outputs[0], isCtc ? 2 : 1);
    }

    public InferenceSession Session => _session;

    public int Subsampling { get; }

    /// <summary>Gets the width of a frame, or null where the graph leaves it free.</summary>
    public int? OutputDim { get; }

    /// <summary>Runs the encoder.</summary>
    /// <param name="features">Normalised log-mel features, [batch, mels, frames], zero past each length.</param>
    /// <param name="batch">The number of utterances.</param>
    /// <param name="mels">The number of mel bins.</param>
    /// <param name="frames">The number of feature frames that there is room for in each.</param>
    /// <param name="lengths">The number of valid feature frames of each.</param>
    /// <param name="run">How to stop it.</param>
    /// <param name="reused">An array for the output, taken where it is large enough.</param>
    public EncoderOutput Run(Memory<float> features, int batch, int mels, int frames, long[] lengths, RunOptions? run, float[]? reused = null)
    {
        using OrtValue input = OrtValue.FromMemory(features, batch, mels, frames);
        using OrtValue length = OrtValue.FromMemory<long>(lengths, batch);
        var outputs = new OrtValue?[_session.Outputs.Count];
        try
        {
            _session.Run([input, length], outputs, run);
            Span<long> shape = stackalloc long[3];
            outputs[0]!.CopyShape(shape);
            int width = (int)(_channelsFirst ? shape[1] : shape[2]);
            int room = (int)(_channelsFirst ? shape[2] : shape[1]);
            var valid = new int[batch];
            for (int i = 0; i < batch; i++)
                valid[i] = Math.Min(room, ValidFrames(outputs, i, lengths[i]));

            long size = (long)batch * room * width;
            float[] values = reused?.Length >= size ? reused : new float[size];
            ReadOnlySpan<float> source = outputs[0]!.Span<float>();
            for (int i = 0; i < batch; i++)
            {
                ReadOnlySpan<float> from = source.Slice(i * room * width, room * width);
                Span<float> to = values.AsSpan(i * room * width, room * width);
                if (_channelsFirst)
                    Matrix.Transpose(from, width, room, to);
                else
                    from.CopyTo(to);
            }

            return new EncoderOutput(values, room, width, valid);
        }
        finally
        {
            foreach (OrtValue? output in outputs)
                output?.Dispose();
        }
    }

    public void Dispose() => _session.Dispose();

    /// <summary>Takes the number of valid frames from the graph; where it has no such output, by the rule of its stride-2 convolutions.</summary>
    private int ValidFrames(OrtValue?[] outputs, int index, long length)
    {
        if (_channelsFirst)
        {
            OrtValue counts = outputs[1]!;
            return counts.ElementType == TensorElementType.Int32 ? counts.Span<int>()[index] : checked((int)counts.Span<long>()[index]);
        }

        return length == 0 ? 0 : (int)((length - 1) / Subsampling) + 1; // rounded up: rounding down would drop the last frame
    }
}

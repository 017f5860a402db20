using System.Collections.Concurrent;
using Swictation.Stt.Audio.Features;

namespace Swictation.Stt.Parakeet;

/// <summary>Recognises the last seconds of streams. Safe for concurrent use; what a step needs is pooled.</summary>
internal sealed class ChunkRecognizer(ParakeetModel model, WindowRecognizer recognizer, WindowSettings windows)
{
    private readonly ConcurrentBag<ChunkWorkspace> _workspaces = [];

    /// <summary>Makes the decoder of a new stream.</summary>
    public ChunkDecoder CreateDecoder()
    {
        int blank = model.Vocabulary.BlankId;
        return model.Transducer is { } transducer
            ? new TransducerChunkDecoder(transducer.Shape, blank, () => recognizer.RentTransducerDecoder(1), recognizer.ReturnTransducerDecoder)
            : new CtcChunkDecoder(blank, recognizer.RentCtcDecoder, recognizer.ReturnCtcDecoder);
    }

    public ChunkWorkspace Rent() => _workspaces.TryTake(out ChunkWorkspace? workspace) ? workspace : new ChunkWorkspace();

    public void Return(ChunkWorkspace workspace) => _workspaces.Add(workspace);

    /// <summary>Recognises what a stream has heard last.</summary>
    /// <param name="samples">The samples: context, what is settled by this step, and what follows it.</param>
    /// <param name="firstFrame">The encoder frame at which they begin.</param>
    /// <param name="decoder">The stream's decoder, which is to commit afterwards.</param>
    /// <param name="chunk">What the decoder needs; its frames are filled in.</param>
    /// <param name="workspace">Receives the tokens.</param>
    public void Recognize(ReadOnlySpan<float> samples, int firstFrame, ChunkDecoder decoder, Chunk chunk, ChunkWorkspace workspace)
    {
        chunk.CancellationToken.ThrowIfCancellationRequested();
        workspace.Settled.Clear();
        workspace.Volatile.Clear();
        int frameLength = recognizer.FrameLength;
        (int start, int end) = SilenceTrimmer.FindSpeech(samples, (decoder.Frame - firstFrame) * frameLength, windows);
        start -= start % frameLength; // the encoder's frames lie where they lie in the whole recording
        samples = samples[start..end];
        if (NemoLogMel.GetFrameCount(samples.Length) < 2)
        {
            decoder.Skip(chunk.SettledEnd);
            return;
        }

        EncodedWindow encoded = Encode(samples, workspace, chunk.Run);
        decoder.Decode(chunk with { Encoded = encoded, FirstFrame = firstFrame + (start / frameLength) }, workspace.Settled, workspace.Volatile);
    }

    private EncodedWindow Encode(ReadOnlySpan<float> samples, ChunkWorkspace workspace, Onnx.RunOptions? run)
    {
        if (AudioConditioner.IsNeeded(samples))
        {
            Span<float> conditioned = workspace.CopyAudio(samples);
            AudioConditioner.Apply(conditioned);
            samples = conditioned;
        }

        (workspace.Features, int frames) = recognizer.ComputeFeatures(samples, workspace.Features);
        workspace.Length[0] = frames;
        int mels = model.MelCount;
        EncoderOutput output = model.Encoder.Run(workspace.Features.AsMemory(0, mels * frames), 1, mels, frames, workspace.Length, run, workspace.Frames);
        workspace.Frames = output.Values;
        return new EncodedWindow(output.Frames(0), output.Valid[0], output.Width);
    }
}

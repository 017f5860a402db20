using Swictation.Stt.Audio.Features;

namespace Swictation.Stt.Benchmarks.Workload;

/// <summary>A feature extractor of a kind, with room for the features of the longest recording.</summary>
internal sealed class FrontEnd
{
    private readonly NemoLogMel? _nemo;
    private readonly WhisperLogMel? _whisper;
    private readonly float[] _features;

    public FrontEnd(FrontEndKind kind, int longest)
    {
        if (kind == FrontEndKind.Whisper80)
            _whisper = new WhisperLogMel();
        else
            _nemo = new NemoLogMel(new NemoLogMelOptions { MelCount = kind == FrontEndKind.Nemo80 ? 80 : 128 });
        int mels = _nemo?.MelCount ?? _whisper!.MelCount;
        LaneCount = _nemo?.LaneCount ?? _whisper!.LaneCount;
        _features = new float[mels * NemoLogMel.GetFrameCount(longest)];
    }

    /// <summary>Gets how many frames are computed at a time.</summary>
    public int LaneCount { get; }

    public float Compute(float[] samples)
    {
        int frames = NemoLogMel.GetFrameCount(samples.Length);
        if (_nemo is not null)
            _nemo.Compute(samples, _features, frames);
        else
            _whisper!.Compute(samples, _features, frames);
        return _features[0];
    }
}

using Swictation.Stt.Vad;

namespace Swictation.Stt.Tests.Pipeline;

/// <summary>A core with the events that it has told.</summary>
internal sealed class CoreRun : IDisposable
{
    public CoreRun(ISttEngine engine, IVoiceActivityDetector detector, SttPipelineOptions? options = null)
    {
        Core = new SttPipelineCore(engine, detector, options ?? NoLevels, Events.Add);
    }

    /// <summary>Gets options without levels, and with frequent partial texts.</summary>
    public static SttPipelineOptions NoLevels { get; } = new()
    {
        LevelInterval = TimeSpan.Zero,
        Stream = new StreamOptions { UpdateInterval = TimeSpan.FromSeconds(0.4) },
    };

    public SttPipelineCore Core { get; }

    public List<SttEvent> Events { get; } = [];

    public IEnumerable<FinalEvent> Finals => Events.OfType<FinalEvent>();

    public IEnumerable<ErrorEvent> Errors => Events.OfType<ErrorEvent>();

    /// <summary>Pushes audio in blocks, and completes it.</summary>
    public static CoreRun Of(ISttEngine engine, IVoiceActivityDetector detector, ReadOnlySpan<float> audio, SttPipelineOptions? options = null, int block = 1000)
    {
        var run = new CoreRun(engine, detector, options);
        run.Push(audio, block);
        run.Core.Complete();
        return run;
    }

    public void Push(ReadOnlySpan<float> audio, int block = 1000)
    {
        for (int i = 0; i < audio.Length; i += block)
            Core.Push(audio[i..Math.Min(audio.Length, i + block)]);
    }

    public void Dispose() => Core.Dispose();
}

using System.Diagnostics;
using Swictation.Stt.Benchmarks.Measurement;
using Swictation.Stt.Benchmarks.Workload;
using Swictation.Stt.Parakeet;

namespace Swictation.Stt.Benchmarks.Peers;

/// <summary>This library as a peer: the same round in this process.</summary>
internal sealed class OurServer(string model, int threads, IReadOnlyList<Recording> recordings) : IDisposable
{
    private readonly ParakeetEngine _engine = ParakeetEngine.Load(model, new ParakeetOptions { Threads = threads });

    public PeerRound Run()
    {
        double processor = Machine.ProcessorMilliseconds;
        long start = Stopwatch.GetTimestamp();
        var texts = new string[recordings.Count];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = _engine.Transcribe(recordings[i].Samples).Text;
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return new PeerRound(milliseconds, Machine.ProcessorMilliseconds - processor, PeakMemory.OfThisProcess(), texts);
    }

    public void Dispose() => _engine.Dispose();
}

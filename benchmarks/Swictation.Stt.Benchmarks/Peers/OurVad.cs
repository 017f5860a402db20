using System.Diagnostics;
using Swictation.Stt.Benchmarks.Measurement;
using Swictation.Stt.Benchmarks.Workload;
using Swictation.Stt.Vad;

namespace Swictation.Stt.Benchmarks.Peers;

/// <summary>This library's voice activity detection as a peer: window by window through the segmenter, as live audio comes.</summary>
internal sealed class OurVad : IDisposable
{
    private readonly IReadOnlyList<Recording> _recordings;
    private readonly SileroVad _model;
    private readonly SileroVadStream _stream;
    private readonly SpeechSegmenter _segmenter;
    private readonly SegmentSink _sink = new();

    public OurVad(string model, IReadOnlyList<Recording> recordings)
    {
        _recordings = recordings;
        _model = SileroVad.Load(model);
        _stream = _model.OpenStream();
        _segmenter = new SpeechSegmenter(_stream);
    }

    public SileroVadInfo Info => _model.Info;

    public PeerRound Run()
    {
        double processor = Machine.ProcessorMilliseconds;
        long start = Stopwatch.GetTimestamp();
        var texts = new string[_recordings.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            ReadOnlySpan<float> samples = _recordings[i].Samples;
            _segmenter.Reset();
            for (; !samples.IsEmpty; samples = samples[Math.Min(samples.Length, _stream.WindowLength)..])
                _segmenter.Push(samples[..Math.Min(samples.Length, _stream.WindowLength)], _sink);
            _segmenter.Complete(_sink);
            texts[i] = _sink.Take();
        }

        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return new PeerRound(milliseconds, Machine.ProcessorMilliseconds - processor, PeakMemory.OfThisProcess(), texts);
    }

    /// <summary>Measures the model alone.</summary>
    /// <returns>The milliseconds for all windows, and their number.</returns>
    public (double Milliseconds, int Windows) RunModel()
    {
        long start = Stopwatch.GetTimestamp();
        int windows = 0;
        foreach (Recording recording in _recordings)
        {
            _stream.Reset();
            ReadOnlySpan<float> samples = recording.Samples;
            for (; samples.Length >= _stream.WindowLength; samples = samples[_stream.WindowLength..], windows++)
                _stream.Process(samples[.._stream.WindowLength]);
        }

        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, windows);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _model.Dispose();
    }

    private sealed class SegmentSink : ISpeechSink
    {
        private readonly List<string> _segments = [];
        private long _start;

        public void SpeechStarted(long position, long audioStart) => _start = audioStart;

        public void Speech(ReadOnlySpan<float> samples)
        {
        }

        public void SpeechEnded(long position, SpeechEndReason reason) => _segments.Add($"{_start}-{position}");

        public string Take()
        {
            string text = string.Join(' ', _segments);
            _segments.Clear();
            return text;
        }
    }
}

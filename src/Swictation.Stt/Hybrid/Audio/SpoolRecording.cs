namespace Swictation.Stt;

/// <summary>What a spool holds, from a position on.</summary>
/// <param name="spool">The spool.</param>
/// <param name="start">The position of the first sample.</param>
internal readonly struct SpoolRecording(SampleSpool spool, long start) : IRecording
{
    public bool IsFaulty => false;

    public Transcription Hear(ISttEngine engine, TranscribeOptions options, CancellationToken cancellationToken) =>
        engine.Transcribe(new Reader(spool, start, engine.Info.SampleRate), options, cancellationToken);

    private sealed class Reader(SampleSpool spool, long position, int sampleRate) : ISampleSource
    {
        private long _position = position;

        public int SampleRate => sampleRate;

        public int Read(Span<float> destination)
        {
            int count = spool.Read(_position, destination);
            _position += count;
            return count;
        }
    }
}

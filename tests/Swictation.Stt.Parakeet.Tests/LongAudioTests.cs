namespace Swictation.Stt.Parakeet.Tests;

public sealed class LongAudioTests
{
    [Fact]
    public void Ten_hours_of_digital_silence_give_nothing_and_cost_no_memory()
    {
        ParakeetEngine engine = Engines.Tiny();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Transcription result = engine.Transcribe(new SilentSource(10L * 3600 * 16000));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(string.Empty, result.Text);
        Assert.Equal(TimeSpan.FromHours(10), result.Duration);
        Assert.True(allocated < 4_000_000, $"{allocated} bytes were allocated.");
    }

    [Fact]
    public void Words_far_apart_in_digital_silence_have_the_right_times()
    {
        ParakeetEngine engine = Engines.Tiny();
        float[] stop = Spoken.Audio("stop");
        Transcription alone = engine.Transcribe((float[])[.. new float[32000], .. stop, .. new float[32000]]);
        Transcription late = engine.Transcribe((float[])[.. new float[32000 + (16000 * 100)], .. stop, .. new float[32000]]);
        Assert.Equal("stop dictation", alone.Text);
        Assert.Equal(alone.Words.Select(w => w.Start + TimeSpan.FromSeconds(100)), late.Words.Select(w => w.Start));
    }

    private sealed class SilentSource(long length) : ISampleSource
    {
        private long _left = length;

        public int SampleRate => 16000;

        public int Read(Span<float> destination)
        {
            int count = (int)Math.Min(destination.Length, _left);
            destination[..count].Clear();
            _left -= count;
            return count;
        }
    }
}

using FsCheck.Xunit;
using Swictation.Stt.Audio.Features;

namespace Swictation.Stt.Audio.Tests.Features;

public sealed class StreamingLogMelTests
{
    private static readonly NemoLogMel Nemo = new(new NemoLogMelOptions { MelCount = 80 });
    private static readonly WhisperLogMel Whisper = new();

    [Property(MaxTest = 60)]
    public void Pieces_of_any_size_give_the_bits_of_the_whole_signal(int seed)
    {
        Random random = new(seed);
        float[] samples = TestSignals.Noise(random.Next(6000), seed);
        int frames = samples.Length / 160;
        float[] expected = new float[80 * frames];
        Nemo.ComputeRaw(samples, expected, frames);
        Assert.Equal(expected, Run(Nemo.CreateStreaming(), samples, random));
        Whisper.ComputeRaw(samples, expected, frames);
        Assert.Equal(expected, Run(Whisper.CreateStreaming(), samples, random));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(159)]
    [InlineData(160)]
    [InlineData(199)]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(320)]
    [InlineData(360)]
    [InlineData(361)]
    public void Short_signals_written_sample_by_sample(int length)
    {
        float[] samples = TestSignals.Noise(length, length);
        int frames = length / 160;
        float[] expected = new float[80 * frames];
        StreamingLogMel[] streams = [Nemo.CreateStreaming(), Whisper.CreateStreaming()];
        for (int i = 0; i < 2; i++)
        {
            if (i == 0)
                Nemo.ComputeRaw(samples, expected, frames);
            else
                Whisper.ComputeRaw(samples, expected, frames);
            List<float[]> read = [];
            float[] frame = new float[80];
            foreach (float sample in samples)
            {
                streams[i].Write([sample]);
                while (streams[i].TryReadFrame(frame))
                    read.Add([.. frame]);
            }

            streams[i].Finish();
            while (streams[i].TryReadFrame(frame))
                read.Add([.. frame]);
            Assert.Equal(frames, read.Count);
            Assert.Equal(0, TestSignals.MaximumError(expected, 80, frames, [.. read.SelectMany(values => values)]));
        }
    }

    [Fact]
    public void Frames_come_as_soon_as_their_samples_are_there()
    {
        StreamingLogMel stream = Nemo.CreateStreaming();
        stream.Write(new float[199]);
        Assert.Equal(0, stream.FramesAvailable);
        stream.Write(new float[1]);
        Assert.Equal(1, stream.FramesAvailable);
        stream.Write(new float[160]);
        Assert.Equal(2, stream.FramesAvailable);
        stream.Finish();
        Assert.Equal(2, stream.FramesAvailable);
        Assert.Equal(360, stream.SamplesWritten);
        Assert.Equal(2, stream.Read(new float[160], 2, 10));
        Assert.Equal(2, stream.FramesRead);
        Assert.Throws<InvalidOperationException>(() => stream.Write(new float[1]));
        stream.Reset();
        stream.Write(new float[200]);
        Assert.Equal(1, stream.FramesAvailable);
        Assert.Equal(0, stream.FramesRead);
    }

    [Fact]
    public void Wrong_arguments_are_refused_and_lose_no_frame()
    {
        StreamingLogMel stream = Nemo.CreateStreaming();
        stream.Write(new float[1000]);
        int frames = stream.FramesAvailable;
        Assert.Throws<ArgumentException>(() => stream.Read(new float[80], 2, 2));
        Assert.Throws<ArgumentException>(() => stream.Read(new float[800], 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Read(new float[800], 2, -1));
        Assert.Throws<ArgumentException>(() => stream.TryReadFrame(new float[79]));
        Assert.Equal(frames, stream.FramesAvailable);
    }

    [Fact]
    public void A_steady_state_allocates_nothing()
    {
        StreamingLogMel stream = Nemo.CreateStreaming();
        float[] samples = TestSignals.Noise(512, 1);
        float[] features = new float[80 * 8];
        AllocationAssert.Zero(() =>
        {
            stream.Write(samples);
            while (stream.Read(features, 8, 8) > 0)
            {
            }
        });
    }

    private static float[] Run(StreamingLogMel stream, float[] samples, Random random)
    {
        int frames = samples.Length / 160;
        float[] features = new float[80 * frames];
        for (int at = 0; at < samples.Length;)
        {
            int count = Math.Min(samples.Length - at, random.Next(4) == 0 ? random.Next(2000) : random.Next(200));
            stream.Write(samples.AsSpan(at, count));
            at += count;
            if (random.Next(3) > 0)
                Read(random.Next(20));
        }

        stream.Finish();
        Read(int.MaxValue);
        Assert.Equal(frames, stream.FramesRead);
        return features;

        void Read(int maximum)
        {
            if (frames > 0)
                stream.Read(features.AsSpan((int)Math.Min(stream.FramesRead, frames - 1)), frames, Math.Min(maximum, frames));
        }
    }
}

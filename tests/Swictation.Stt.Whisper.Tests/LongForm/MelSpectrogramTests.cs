using FsCheck;
using FsCheck.Xunit;
using Swictation.Stt.Audio.Features;

namespace Swictation.Stt.Whisper.Tests;

public sealed class MelSpectrogramTests
{
    [Property(MaxTest = 10)]
    public void Windows_are_those_of_the_whole_recording_before_30_s_of_silence(int seed, PositiveInt length)
    {
        var random = new Random(seed);
        float[] samples = [.. Enumerable.Range(0, 200 + (length.Get * 7919 % 700000)).Select(i => (float)(random.NextDouble() - 0.5) * (i % 50000 < 20000 ? 1 : 0.001f))];
        var features = new WhisperLogMel();
        int frames = WhisperLogMel.GetFrameCount(samples.Length + 480000);
        var expected = new float[80 * frames];
        features.Compute(samples, expected, frames, samples.Length + 480000);

        var spectrogram = new MelSpectrogram(features);
        for (int at = 0; at < samples.Length;)
        {
            int count = Math.Min(samples.Length - at, random.Next(1, 100000));
            spectrogram.Write(samples.AsSpan(at, count));
            at += count;
        }

        spectrogram.Complete();
        Assert.Equal(frames - 3000, spectrogram.Frames);
        for (int seek = 0; seek < spectrogram.Frames; seek += random.Next(1, 3000))
        {
            var window = new SeekWindow(seek, Math.Min(3000, spectrogram.Frames - seek));
            var actual = new float[80 * 3000];
            Array.Fill(actual, float.NaN);
            spectrogram.CopyWindow(window, actual, 3000);
            for (int mel = 0; mel < 80; mel++)
            {
                Assert.Equal(expected.AsSpan((mel * frames) + seek, window.Frames).ToArray(), actual.AsSpan(mel * 3000, window.Frames).ToArray());
                Assert.Equal(-1, actual.AsSpan((mel * 3000) + window.Frames, 3000 - window.Frames).IndexOfAnyExcept(0f));
            }
        }
    }
}

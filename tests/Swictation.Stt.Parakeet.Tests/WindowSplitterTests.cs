using FsCheck.Xunit;

namespace Swictation.Stt.Parakeet.Tests;

public sealed class WindowSplitterTests
{
    [Property(MaxTest = 25)]
    public void Windows_do_not_depend_on_blocks_and_cover_all_that_sounds(int seed)
    {
        var random = new Random(seed);
        int longest = random.Next(80000, 160000);
        var settings = new WindowSettings(longest, random.Next(16000, longest / 2), SilenceRun: 16000, Margin: 1600);
        float[] signal = Signal(random);
        List<(AudioWindow Window, float[] Samples)> whole = Split(settings, signal, static _ => int.MaxValue);
        List<(AudioWindow Window, float[] Samples)> pieces = Split(settings, signal, _ => 1 + random.Next(random.Next(3) == 0 ? 10 : 40000));
        Assert.Equal(whole.Select(w => w.Window), pieces.Select(w => w.Window));

        var covered = new bool[signal.Length];
        for (int i = 0; i < whole.Count; i++)
        {
            (AudioWindow window, float[] samples) = whole[i];
            Assert.InRange(window.Length, 1, settings.Longest);
            Assert.InRange(window.Start, 0, signal.Length - window.Length);
            Assert.True(signal.AsSpan((int)window.Start, window.Length).SequenceEqual(samples));
            covered.AsSpan((int)window.Start, window.Length).Fill(true);
            if (i == 0)
            {
                Assert.False(window.ContinuesPrevious);
                continue;
            }

            AudioWindow previous = whole[i - 1].Window;
            Assert.True(window.End > previous.End);
            if (window.ContinuesPrevious)
                Assert.True(previous.End - window.Start >= settings.Overlap - 1, $"{previous} and {window} share too little.");
            else
                Assert.True(window.Start >= previous.End, $"{previous} and {window} overlap.");
        }

        for (int i = 0; i < signal.Length; i++)
            Assert.True(covered[i] || Math.Abs(signal[i]) <= WindowSettings.SilenceLevel, $"Sample {i} is lost.");
    }

    [Fact]
    public void Speech_without_a_pause_overlaps_and_its_last_window_reaches_back()
    {
        var settings = new WindowSettings(80000, 16000, 16000, 1600);
        var windows = new List<AudioWindow>();
        using var splitter = new WindowSplitter(settings, (window, _) => windows.Add(window));
        splitter.Push(Noise(80001, 0.1f, new Random(1)));
        splitter.Complete();
        Assert.Equal(2, windows.Count);
        Assert.True(windows[1].ContinuesPrevious);
        Assert.True(windows[1].Length >= 40000, $"{windows[1]} has little context.");
        Assert.Equal(80001, windows[1].End);
    }

    [Fact]
    public void Speech_of_exactly_a_window_is_not_cut()
    {
        var windows = new List<AudioWindow>();
        using var splitter = new WindowSplitter(new WindowSettings(80000, 16000, 16000, 1600), (window, _) => windows.Add(window));
        splitter.Push(Noise(80000, 0.1f, new Random(1)));
        splitter.Complete();
        Assert.Equal([new AudioWindow(0, 80000, false)], windows);
    }

    [Fact]
    public void A_pause_ends_a_window_and_begins_the_next()
    {
        var random = new Random(1);
        float[] signal = [.. Noise(60000, 0.1f, random), .. Noise(8000, 1e-4f, random), .. Noise(60000, 0.1f, random)];
        List<(AudioWindow Window, float[] Samples)> windows = Split(new WindowSettings(80000, 16000, 16000, 1600), signal, static _ => 1000);
        Assert.Equal(2, windows.Count);
        Assert.InRange(windows[0].Window.End, 60000, 68000);
        Assert.Equal(windows[0].Window.End, windows[1].Window.Start);
        Assert.False(windows[1].Window.ContinuesPrevious);
    }

    [Fact]
    public void Long_digital_silence_is_left_out_but_for_its_margins()
    {
        var random = new Random(1);
        float[] signal = [.. new float[50000], .. Noise(20000, 0.1f, random), .. new float[30000], .. Noise(20000, 0.1f, random), .. new float[90000]];
        List<(AudioWindow Window, float[] Samples)> windows = Split(new WindowSettings(80000, 16000, 16000, 1600), signal, static _ => 777);
        Assert.Equal([new AudioWindow(48400, 23200, false), new AudioWindow(98400, 23200, false)], windows.Select(w => w.Window));
    }

    private static List<(AudioWindow Window, float[] Samples)> Split(WindowSettings settings, float[] signal, Func<int, int> blockSize)
    {
        var windows = new List<(AudioWindow, float[])>();
        using var splitter = new WindowSplitter(settings, (window, samples) => windows.Add((window, samples.ToArray())));
        for (int at = 0; at < signal.Length;)
        {
            int count = Math.Min(signal.Length - at, blockSize(at));
            splitter.Push(signal.AsSpan(at, count));
            at += count;
        }

        splitter.Complete();
        return windows;
    }

    private static float[] Signal(Random random)
    {
        var signal = new List<float>();
        for (int part = random.Next(0, 12); part > 0; part--)
        {
            signal.AddRange(random.Next(4) switch
            {
                0 => new float[random.Next(1, 40000)],
                1 => Noise(random.Next(1, 20000), 1e-4f, random),
                _ => Noise(random.Next(1, 150000), 0.1f, random),
            });
        }

        return [.. signal];
    }

    private static float[] Noise(int count, float amplitude, Random random)
    {
        var noise = new float[count];
        for (int i = 0; i < count; i++)
            noise[i] = amplitude * ((float)random.NextDouble() - 0.5f);
        return noise;
    }
}

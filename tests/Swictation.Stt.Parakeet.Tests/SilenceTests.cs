namespace Swictation.Stt.Parakeet.Tests;

public sealed class SilenceTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(5, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public void Long_silence_between_recordings_changes_no_word(double seconds, bool dithered)
    {
        float[] silence = Silence(seconds, dithered);
        float[] all = [.. silence, .. Spoken.All.SelectMany(a => a.Concat(silence))];
        Transcription result = Engines.Tiny().Transcribe(all.AsSpan());
        int errors = Spoken.WordErrors(string.Join(' ', Spoken.Texts.Values), result.Text);
        Assert.True(errors <= 2, $"{errors} of 83 words are wrong: {result.Text}");
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Short_silence_between_recordings_costs_no_words(double seconds)
    {
        ParakeetEngine engine = Engines.Tiny();
        float[] silence = Silence(seconds, dithered: false);
        int without = 0, with = 0;
        for (int i = 0; i < 60; i++)
        {
            int a = i % 15, b = (a + 1 + (i / 15)) % 15;
            string said = $"{Spoken.Texts[Spoken.Names[a]]} {Spoken.Texts[Spoken.Names[b]]}";
            without += Spoken.WordErrors(said, engine.Transcribe((float[])[.. Spoken.All[a], .. Spoken.All[b]]).Text);
            with += Spoken.WordErrors(said, engine.Transcribe((float[])[.. Spoken.All[a], .. silence, .. Spoken.All[b]]).Text);
        }

        Assert.True(with <= without, $"{with} words are wrong with silence, {without} without.");
    }

    [Theory]
    [InlineData(0.05, false)]
    [InlineData(0.2, false)]
    [InlineData(0.5, true)]
    [InlineData(0.9, false)]
    [InlineData(1, false)]
    [InlineData(5, true)]
    public void Silence_after_speech_changes_no_word(double seconds, bool dithered)
    {
        foreach (string name in Spoken.Names)
            Assert.Equal(Spoken.Texts[name], Engines.Tiny().Transcribe((float[])[.. Spoken.Audio(name), .. Silence(seconds, dithered)]).Text);
    }

    [Fact]
    public void Silenced_pauses_change_no_word()
    {
        foreach (string name in Spoken.Names)
        {
            float[] gated = [.. Spoken.Audio(name)];
            int silenced = 0;
            for (int i = 0; i + 320 <= gated.Length; i += 320)
            {
                Span<float> block = gated.AsSpan(i, 320);
                if (block.ToArray().Max(Math.Abs) < 1.2e-3f)
                {
                    block.Clear();
                    silenced++;
                }
            }

            Assert.True(silenced > 10);
            Assert.Equal(Spoken.Texts[name], Engines.Tiny().Transcribe(gated.AsSpan()).Text);
        }
    }

    [Theory]
    [InlineData(1f)]
    [InlineData(0.3f)]
    [InlineData(0.1f)]
    [InlineData(0.03f)]
    [InlineData(0.01f)]
    [InlineData(0.003f)]
    [InlineData(0.001f)]
    public void Quiet_speech_is_understood(float gain)
    {
        foreach (string name in Spoken.Names)
            Assert.Equal(Spoken.Texts[name], Engines.Tiny().Transcribe((float[])[.. Spoken.Audio(name).Select(v => v * gain)]).Text);
    }

    [Fact]
    public void Speech_as_it_should_be_reaches_the_model_untouched()
    {
        foreach (float[] samples in Spoken.All)
            Assert.False(AudioConditioner.IsNeeded(samples));
    }

    [Fact]
    public void Filling_leaves_what_sounds_alone_and_always_fills_alike()
    {
        float[] samples = [.. Spoken.Audio("stop"), .. new float[4000], .. Spoken.Audio("door"), .. new float[319], 0.1f];
        float[] first = [.. samples], second = [.. samples];
        SilenceFiller.Fill(first, 0.00316f);
        SilenceFiller.Fill(second, 0.00316f);
        Assert.Equal(first, second);
        int end = Spoken.Audio("stop").Length;
        for (int i = 0; i < samples.Length; i++)
        {
            if (i < end || i >= end + 4000)
                Assert.Equal(samples[i], first[i]);
        }

        double power = first.Skip(end).Take(4000).Average(v => (double)v * v);
        double speech = samples.Where(v => Math.Abs(v) > WindowSettings.SilenceLevel).Average(v => (double)v * v);
        Assert.Equal(-50, 10 * Math.Log10(power / speech), 0.5);
        Assert.False(SilenceFiller.IsNeeded(first));
    }

    [Fact]
    public void Nothing_but_silence_gives_nothing()
    {
        foreach (double seconds in new[] { 0.01, 0.5, 3, 60 })
        {
            Assert.Equal(string.Empty, Engines.Tiny().Transcribe(Silence(seconds, false).AsSpan()).Text);
            Assert.Equal(string.Empty, Engines.Tiny().Transcribe(Silence(seconds, true).AsSpan()).Text);
        }
    }

    private static float[] Silence(double seconds, bool dithered)
    {
        var random = new Random(3);
        var silence = new float[(int)(seconds * 16000)];
        if (dithered)
        {
            for (int i = 0; i < silence.Length; i++)
                silence[i] = random.Next(-1, 2) / 32768f;
        }

        return silence;
    }
}

namespace Swictation.Stt.Parakeet.Tests;

/// <summary>
/// Long speech made of the known recordings with their own pauses. The demonstration model mishears some first words after other speech
/// even in one window, so the tests ask for what it can do: see <see cref="SeamMergerTests"/> for seams under any circumstances.
/// </summary>
public sealed class SeamTests
{
    [Theory]
    [InlineData(5, 1, 0.05)]
    [InlineData(7, 1.5, 0.08)]
    [InlineData(10, 2, 0.12)]
    public void Speech_of_a_minute_loses_and_doubles_hardly_a_word_wherever_the_seams_lie(double window, double overlap, double errorRate)
    {
        using ParakeetEngine engine = Engines.TinyWithWindows(window, overlap);
        int errors = 0, words = 0;
        for (int first = 0; first < 15; first += 2)
        {
            string[] order = [.. Enumerable.Range(0, 15).Select(i => Spoken.Names[(first + i) % 15])];
            float[] samples = [.. order.SelectMany(name => Spoken.Audio(name))];
            string said = string.Join(' ', order.Select(name => Spoken.Texts[name]));
            errors += Spoken.WordErrors(said, engine.Transcribe(samples.AsSpan()).Text);
            words += said.Split(' ').Length;
        }

        Assert.True(errors <= errorRate * words, $"{errors} of {words} words are wrong.");
    }

    [Fact]
    public void Times_in_long_speech_are_those_of_the_single_recordings()
    {
        using ParakeetEngine engine = Engines.TinyWithWindows(5, 1);
        float[] samples = [.. Spoken.All.SelectMany(a => a)];
        TranscriptionWord[] heard = [.. engine.Transcribe(samples.AsSpan()).Words];
        double offset = 0;
        int words = 0, found = 0;
        foreach (float[] recording in Spoken.All)
        {
            foreach (TranscriptionWord word in engine.Transcribe(recording.AsSpan()).Words)
            {
                words++;
                if (heard.Any(h => h.Text == word.Text && Math.Abs((h.Start - word.Start).TotalSeconds - offset) <= 0.2))
                    found++;
            }

            offset += recording.Length / 16000.0;
        }

        Assert.True(found >= words * 0.95, $"{found} of {words} words are where they were said.");
        Assert.Equal(heard.Select(w => w.Start).Order(), heard.Select(w => w.Start));
    }

    [Fact]
    public void Seams_in_pauseless_speech_keep_every_word_at_every_position()
    {
        // Digits without their outer pauses, so that no window can end in one; noise in front moves the seams in steps of 240 ms.
        float[] digits = Spoken.Audio("digits");
        float[] noise = Spoken.SoftNoise(digits.Length, 5);
        float[] run = [.. digits[3200..^4800]];
        using ParakeetEngine engine = Engines.TinyWithWindows(5, 2);
        using ParakeetEngine whole = Engines.TinyWithWindows(60, 4);
        int errors = 0, reference = 0, words = 0;
        string said = string.Join(' ', Enumerable.Repeat(Spoken.Texts["digits"], 5));
        for (int shift = 0; shift <= 12; shift++)
        {
            float[] samples = [.. noise[..(3200 + (shift * 960))], .. run, .. run, .. run, .. run, .. run, .. noise[..4800]];
            errors += Spoken.WordErrors(said, engine.Transcribe(samples.AsSpan()).Text);
            reference += Spoken.WordErrors(said, whole.Transcribe(samples.AsSpan()).Text);
            words += 45;
        }

        Assert.True(errors <= reference, $"{errors} of {words} words are wrong with seams, {reference} without.");
    }
}

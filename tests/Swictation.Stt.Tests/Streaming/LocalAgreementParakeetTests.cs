namespace Swictation.Stt.Tests;

/// <summary>The generic stream on a real model: each recording for itself, and all in a row, far above the bound of the audio held.</summary>
public sealed class LocalAgreementParakeetTests : StreamContractTests
{
    protected override IReadOnlyList<float[]> Utterances =>
        [SpokenRecordings.All[0], SpokenRecordings.All[4], [.. SpokenRecordings.All.SelectMany(audio => audio.Concat(new float[8000]))]];

    [SkippableFact]
    public void What_fits_one_window_gets_the_text_of_the_whole_unless_that_takes_a_stable_word_back()
    {
        foreach (float[] audio in SpokenRecordings.All)
        {
            using ISttStream stream = Open();
            stream.Write(audio);
            string stable = stream.Current.Stable;
            string whole = SpokenRecordings.Engine.Transcribe(audio.AsSpan()).Text;
            string final = stream.Finish().Text;
            Assert.StartsWith(stable, final, StringComparison.Ordinal);
            if ((whole + " ").StartsWith(stable.Length == 0 ? stable : stable + " ", StringComparison.Ordinal))
                Assert.Equal(whole, final);
        }
    }

    protected override ISttStream Open() => new LocalAgreementStream(SpokenRecordings.Engine);
}

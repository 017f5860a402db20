using Swictation.Stt.Transform.Corrections;

namespace Swictation.Stt.Tests.Corrections;

public sealed class CorrectionBoostingTests
{
    [Fact]
    public void What_can_be_said_becomes_a_phrase_once()
    {
        string[] written = ["Kubernetes", "New York", "Kubernetes", "O'Neill", "e-mail", "C++", "john@example.com", "two\nlines", "GPT4", "two  blanks", "trailing-"];
        var lexicon = new CorrectionLexicon(written.Select(static (text, i) => new CorrectionEntry { Spoken = $"x{i}", Written = text }));
        Assert.Equal(
            [new BoostPhrase("Kubernetes", 2f), new BoostPhrase("New York", 2f), new BoostPhrase("O'Neill", 2f), new BoostPhrase("e-mail", 2f)],
            lexicon.ToBoostPhrases(2f));
        Assert.Empty(CorrectionLexicon.Empty.ToBoostPhrases());
        Assert.Throws<ArgumentOutOfRangeException>(() => lexicon.ToBoostPhrases(0f));
    }

    [Fact]
    public void An_engine_leans_towards_them()
    {
        using ISttEngine engine = SttEngine.Load(null, new SttEngineOptions { Threads = 1 });
        using var audio = Audio.AudioReader.Open(Repository.Path("samples", "audio", "hello.wav"));
        var lexicon = new CorrectionLexicon([new CorrectionEntry { Spoken = "whirled", Written = "world" }, new CorrectionEntry { Spoken = "c plus plus", Written = "C++" }]);
        Assert.Equal("hello comma world period", engine.Transcribe(audio, new TranscribeOptions { BoostPhrases = lexicon.ToBoostPhrases() }).Text);
    }
}

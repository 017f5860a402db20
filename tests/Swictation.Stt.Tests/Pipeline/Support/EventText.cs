using System.Globalization;

namespace Swictation.Stt.Tests.Pipeline;

/// <summary>Writes events with all that they hold, so that two can be compared.</summary>
internal static class EventText
{
    public static string Describe(SttEvent item) => string.Create(CultureInfo.InvariantCulture, $"{item.Position} ") + item switch
    {
        SpeechStartedEvent e => $"started {e.Utterance}",
        PartialEvent e => $"partial {e.Utterance} [{e.Stable}|{e.Volatile}] {Words(e.Transcription.StableWords)} {Words(e.Transcription.VolatileWords)}",
        FinalEvent e => $"final {e.Utterance} {e.Reason} {e.Start} {e.Transcription.Duration} [{e.Text}] {Words(e.Transcription.Words)}",
        SpeechEndedEvent e => $"ended {e.Utterance} {e.Reason}",
        LevelEvent e => string.Create(CultureInfo.InvariantCulture, $"level {e.Rms:R} {e.Peak:R} {e.IsSpeech}"),
        ErrorEvent e => $"error {e.Kind} {e.Exception.Message} {e.Start} {e.End} {e.Utterance} {e.Audio.Length}",
        _ => throw new InvalidOperationException(item.ToString()),
    };

    /// <summary>Gets the words of all final texts, each without the digits that mishearing adds.</summary>
    public static string[] Words(IEnumerable<SttEvent> events) =>
        [.. events.OfType<FinalEvent>().SelectMany(static final => final.Transcription.Words).Select(static word => word.Text.TrimEnd("0123456789".ToCharArray()))];

    /// <summary>Asserts that utterances are numbered, in order and complete, and that times do not go back.</summary>
    public static void AssertOrdered(IReadOnlyList<SttEvent> events)
    {
        int utterance = -1;
        string stage = "ended";
        string stable = string.Empty;
        TimeSpan end = TimeSpan.Zero;
        foreach (SttEvent item in events)
        {
            switch (item)
            {
                case SpeechStartedEvent e:
                    Assert.Equal(("ended", ++utterance), (stage, e.Utterance));
                    (stage, stable) = ("started", string.Empty);
                    break;
                case PartialEvent e:
                    Assert.Equal(("started", utterance), (stage, e.Utterance));
                    AssertBegins(e.Stable, stable);
                    stable = e.Stable;
                    break;
                case FinalEvent e:
                    Assert.Equal(("started", utterance), (stage, e.Utterance));
                    AssertBegins(e.Text, stable);
                    Assert.InRange(e.Start, end, e.Position);
                    Assert.Equal((e.Position - e.Start).TotalSeconds, e.Transcription.Duration.TotalSeconds, 3);
                    Assert.All(e.Transcription.Words, word => Assert.InRange(word.Start, e.Start, word.End));
                    (stage, end) = ("final", e.Position);
                    break;
                case SpeechEndedEvent e:
                    Assert.Equal(("final", utterance, end), (stage, e.Utterance, e.Position));
                    stage = "ended";
                    break;
            }
        }

        Assert.Equal("ended", stage);
    }

    private static void AssertBegins(string text, string stable) =>
        Assert.True(stable.Length == 0 || text == stable || text.StartsWith(stable + " ", StringComparison.Ordinal), $"Stable was \"{stable}\", and then \"{text}\".");

    private static string Words(IEnumerable<TranscriptionWord> words) =>
        string.Join(' ', words.Select(static word => $"{word.Text}@{word.Start.Ticks}-{word.End.Ticks}"));
}

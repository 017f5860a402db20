using Swictation.Stt;

namespace Swictation.Host.Tests.Live;

/// <summary>Events as a pipeline would tell them.</summary>
internal static class Scripted
{
    public static SpeechStartedEvent Started(int utterance = 0) => new() { Position = TimeSpan.Zero, Utterance = utterance };

    public static PartialEvent Partial(string stable, string changing, int utterance = 0) => new()
    {
        Position = TimeSpan.FromSeconds(1),
        Utterance = utterance,
        Transcription = new PartialTranscription { Stable = stable, Volatile = changing, StableWords = Words(stable), VolatileWords = Words(changing) },
    };

    public static FinalEvent Final(string text, int utterance = 0) => new()
    {
        Position = TimeSpan.FromSeconds(2),
        Start = TimeSpan.FromSeconds(0.5),
        Utterance = utterance,
        Reason = UtteranceEnd.MaximumLength,
        Transcription = new Transcription
        {
            Text = text,
            Language = "en",
            Duration = TimeSpan.FromSeconds(1.5),
            Confidence = 0.9f,
            Segments = [new TranscriptionSegment { Text = text, Start = TimeSpan.Zero, End = TimeSpan.FromSeconds(1), Confidence = 0.9f, Words = Words(text) }],
        },
    };

    public static SpeechEndedEvent Ended(int utterance = 0) => new() { Position = TimeSpan.FromSeconds(2), Utterance = utterance, Reason = UtteranceEnd.EndOfAudio };

    public static LevelEvent Level(float rms, float peak, bool isSpeech = false) => new() { Position = TimeSpan.FromSeconds(1), Rms = rms, Peak = peak, IsSpeech = isSpeech };

    public static ErrorEvent Error(SttErrorKind kind, string message) => new()
    {
        Position = TimeSpan.FromSeconds(3),
        Kind = kind,
        Exception = new AudioFormatException(message),
        Start = TimeSpan.FromSeconds(61.25),
        End = TimeSpan.FromSeconds(62),
        Utterance = 4,
    };

    public static async IAsyncEnumerable<SttEvent> Play(params SttEvent[] events)
    {
        foreach (SttEvent happening in events)
        {
            await Task.Yield();
            yield return happening;
        }
    }

    private static TranscriptionWord[] Words(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static (word, i) => new TranscriptionWord
        {
            Text = word, Start = TimeSpan.FromSeconds(i), End = TimeSpan.FromSeconds(i + 0.5), Confidence = 0.75f, Tokens = [],
        })];
}

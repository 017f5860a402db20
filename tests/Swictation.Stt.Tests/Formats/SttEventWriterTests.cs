using Swictation.Stt.Formats;

namespace Swictation.Stt.Tests.Formats;

public sealed class SttEventWriterTests
{
    private static readonly TranscriptionWord Word = new()
    {
        Text = "привет",
        Start = TimeSpan.FromSeconds(1.2345),
        End = TimeSpan.FromSeconds(1.5),
        Confidence = 0.87654f,
        Tokens = [],
    };

    public static TheoryData<SttEvent, string> Events() => new()
    {
        { new SpeechStartedEvent { Position = TimeSpan.FromSeconds(1.25), Utterance = 2 }, """{"type":"speech_started","position":1.25,"utterance":2}""" },
        {
            new PartialEvent
            {
                Position = TimeSpan.FromHours(1),
                Utterance = 2,
                Transcription = new PartialTranscription { Stable = "привет", Volatile = "\e[2J\"", StableWords = [Word], VolatileWords = [Word with { Text = "x" }] },
            },
            """{"type":"partial","position":3600,"utterance":2,"stable":"привет","volatile":"\u001B[2J\"","text":"привет \u001B[2J\"","words":[{"start":1.234,"end":1.5,"text":"привет","confidence":0.8765,"stable":true},{"start":1.234,"end":1.5,"text":"x","confidence":0.8765,"stable":false}]}"""
        },
        {
            new FinalEvent
            {
                Position = TimeSpan.FromSeconds(2),
                Start = TimeSpan.FromSeconds(1),
                Utterance = 0,
                Reason = UtteranceEnd.MaximumLength,
                Transcription = new Transcription
                {
                    Text = "привет",
                    Duration = TimeSpan.FromSeconds(1),
                    Language = "ru",
                    Confidence = 0.5f,
                    Segments = [new TranscriptionSegment { Text = "привет", Start = Word.Start, End = Word.End, Confidence = 0.5f, Words = [Word] }],
                },
            },
            """{"type":"final","position":2,"utterance":0,"start":1,"text":"привет","confidence":0.5,"language":"ru","reason":"maximum_length","words":[{"start":1.234,"end":1.5,"text":"привет","confidence":0.8765}]}"""
        },
        { new SpeechEndedEvent { Position = TimeSpan.FromSeconds(2), Utterance = 0, Reason = UtteranceEnd.EndOfAudio }, """{"type":"speech_ended","position":2,"utterance":0,"reason":"end_of_audio"}""" },
        { new LevelEvent { Position = TimeSpan.FromSeconds(0.1), Rms = -23.456f, Peak = 0.04f, IsSpeech = true }, """{"type":"level","position":0.1,"rms":-23.5,"peak":0.0,"speech":true}""" },
        {
            new ErrorEvent { Position = TimeSpan.FromSeconds(3), Kind = SttErrorKind.InvalidAudio, Exception = new AudioFormatException("bad\nnews"), Start = TimeSpan.FromSeconds(2), End = TimeSpan.FromSeconds(3) },
            """{"type":"error","position":3,"kind":"invalid_audio","message":"bad\nnews","start":2,"end":3}"""
        },
        {
            new ErrorEvent { Position = TimeSpan.FromSeconds(3), Kind = SttErrorKind.Engine, Exception = new AudioFormatException("x"), Start = TimeSpan.FromSeconds(2), End = TimeSpan.FromSeconds(3), Utterance = 7 },
            """{"type":"error","position":3,"kind":"engine","message":"x","start":2,"end":3,"utterance":7}"""
        },
    };

    [Theory]
    [MemberData(nameof(Events))]
    public void Every_event_is_one_object_on_one_line(SttEvent happening, string expected) => Assert.Equal(expected, SttEventWriter.ToJson(happening));
}

namespace Swictation.Stt.Whisper.Tests;

/// <summary>Streams of a Whisper engine, by the tests that every stream has to pass.</summary>
public sealed class StreamTests : StreamContractTests
{
    protected override IReadOnlyList<float[]> Utterances => [Recordings.Read("jfk-16k.wav")[..80000], Recordings.Read("chirp-16k.wav")];

    // The random weights write the same text of a growing recording only where they are not asked for times, and in few tokens.
    protected override ISttStream Open() => Engines.Random("sherpa").OpenStream(new StreamOptions
    {
        Transcribe = new WhisperTranscribeOptions { Temperatures = [0], Language = "en", SampleLength = 12, Timestamps = false, ConditionOnPreviousText = false },
    });
}

using Swictation.Stt;
using Swictation.Stt.Whisper;

namespace Swictation.Host.Commands;

/// <summary>How a command was asked to recognise.</summary>
/// <param name="Options">The options for the engine.</param>
/// <param name="WhisperOnly">The options of the command line that only Whisper models have.</param>
internal sealed record RecognitionSettings(TranscribeOptions Options, IReadOnlyList<string> WhisperOnly)
{
    /// <summary>Gets what is done where nothing was asked for.</summary>
    public static RecognitionSettings Default { get; } = new(TranscribeOptions.Default, []);

    /// <summary>Gets the same for parts of a recording, which only Whisper models can be asked for.</summary>
    public RecognitionSettings With(IReadOnlyList<AudioRange> clips) => clips.Count == 0
        ? this
        : new(Options as WhisperTranscribeOptions is { } own ? own with { Clips = clips } : new WhisperTranscribeOptions(Options) { Clips = clips }, [.. WhisperOnly, "--clip"]);

    /// <summary>Gets the same with phrases to lean towards.</summary>
    public RecognitionSettings With(IReadOnlyList<BoostPhrase> phrases) => this with { Options = Options with { BoostPhrases = phrases } };
}

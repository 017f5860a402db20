using Microsoft.Extensions.Logging;

namespace Swictation.Stt;

/// <summary>What a pipeline logs. Texts are part of <see cref="Transcript"/> only, at the level Trace: what people say is theirs.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "Run of model {Model} started: {SampleRate} Hz, {Channels} channel(s), live: {IsLive}.")]
    public static partial void RunStarted(ILogger logger, string model, int sampleRate, int channels, bool isLive);

    [LoggerMessage(2, LogLevel.Debug, "Run ended after {Duration} of audio and {Utterances} utterance(s); {Coalesced} event(s) were coalesced.")]
    public static partial void RunEnded(ILogger logger, TimeSpan duration, int utterances, long coalesced);

    [LoggerMessage(3, LogLevel.Debug, "Utterance {Utterance} ended ({Reason}): from {Start} to {End}, {Words} word(s).")]
    public static partial void UtteranceEnded(ILogger logger, int utterance, UtteranceEnd reason, TimeSpan start, TimeSpan end, int words);

    [LoggerMessage(4, LogLevel.Trace, "Utterance {Utterance}: {Text}")]
    public static partial void Transcript(ILogger logger, int utterance, string text);

    [LoggerMessage(5, LogLevel.Warning, "Error of kind {Kind} from {Start} to {End}; the pipeline goes on.")]
    public static partial void Error(ILogger logger, Exception exception, SttErrorKind kind, TimeSpan start, TimeSpan end);

    [LoggerMessage(6, LogLevel.Error, "The source failed at {Position}; what came before is transcribed, and the run ends.")]
    public static partial void SourceFailed(ILogger logger, Exception exception, TimeSpan position);

    [LoggerMessage(7, LogLevel.Debug, "Run cancelled at {Position}.")]
    public static partial void RunCancelled(ILogger logger, TimeSpan position);

    [LoggerMessage(8, LogLevel.Critical, "The run ended by a failure that cannot be gone on after.")]
    public static partial void RunFailed(ILogger logger, Exception exception);
}

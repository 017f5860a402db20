using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.AI;

namespace Swictation.Stt;

/// <summary>Makes the responses and updates of one request. The texts of all updates, one after the other, are the whole text.</summary>
[Experimental("MEAI001")]
internal sealed class TranscriptionUpdates(string modelId)
{
    private readonly string _responseId = Guid.NewGuid().ToString("N");
    private string _given = string.Empty;
    private int _givenWords;
    private string _volatile = string.Empty;

    public static SpeechToTextResponse ToResponse(Transcription transcription, string modelId)
    {
        return new SpeechToTextResponse(transcription.Text)
        {
            ResponseId = Guid.NewGuid().ToString("N"),
            ModelId = transcription.ModelId ?? modelId,
            StartTime = transcription.Segments.Count > 0 ? transcription.Segments[0].Start : null,
            EndTime = transcription.Segments.Count > 0 ? transcription.Segments[^1].End : null,
            RawRepresentation = transcription,
            Usage = ToUsage(transcription),
        };
    }

    public SpeechToTextResponseUpdate Open() => Make(SpeechToTextResponseUpdateKind.SessionOpen, null);

    /// <summary>What a piece of audio has brought: an error, words that became stable, words that have changed.</summary>
    public IEnumerable<SpeechToTextResponseUpdate> Listened(Exception? error, PartialTranscription current)
    {
        if (error is not null)
            yield return MakeError(error.Message, error);
        if (current.Stable.Length > _given.Length)
        {
            yield return MakeText(current.Stable, [.. current.StableWords.Skip(_givenWords)], current);
            _givenWords = current.StableWords.Count;
        }

        if (current.Volatile == _volatile)
            yield break;
        _volatile = current.Volatile;
        yield return WithTimes(Make(SpeechToTextResponseUpdateKind.TextUpdating, current), current.VolatileWords);
    }

    /// <summary>The rest of the text, and what was wrong with the recording.</summary>
    public IEnumerable<SpeechToTextResponseUpdate> Finished(Transcription transcription, IReadOnlyList<string> warnings)
    {
        if (transcription.Text.Length > _given.Length)
            yield return MakeText(transcription.Text, [.. transcription.Words.Skip(_givenWords)], transcription);
        foreach (string warning in warnings)
            yield return MakeError(warning, null);
    }

    public SpeechToTextResponseUpdate Close(Transcription transcription)
    {
        SpeechToTextResponseUpdate update = Make(SpeechToTextResponseUpdateKind.SessionClose, transcription);
        update.Contents = [new UsageContent(ToUsage(transcription))];
        return update;
    }

    private SpeechToTextResponseUpdate MakeText(string text, IReadOnlyList<TranscriptionWord> words, object raw)
    {
        SpeechToTextResponseUpdate update = WithTimes(Make(SpeechToTextResponseUpdateKind.TextUpdated, raw), words);
        update.Contents = [new TextContent(text[_given.Length..])];
        _given = text;
        return update;
    }

    private SpeechToTextResponseUpdate MakeError(string message, object? raw)
    {
        SpeechToTextResponseUpdate update = Make(SpeechToTextResponseUpdateKind.Error, raw);
        update.Contents = [new ErrorContent(message)];
        return update;
    }

    private SpeechToTextResponseUpdate Make(SpeechToTextResponseUpdateKind kind, object? raw) =>
        new() { Kind = kind, ResponseId = _responseId, ModelId = modelId, RawRepresentation = raw };

    private static SpeechToTextResponseUpdate WithTimes(SpeechToTextResponseUpdate update, IReadOnlyList<TranscriptionWord> words)
    {
        if (words.Count > 0)
            (update.StartTime, update.EndTime) = (words[0].Start, words[^1].End);
        return update;
    }

    private static UsageDetails ToUsage(Transcription transcription)
    {
        long tokens = transcription.Words.Sum(static word => (long)word.Tokens.Count);
        return new UsageDetails
        {
            OutputTokenCount = tokens,
            OutputTextTokenCount = tokens,
            AdditionalCounts = new() { ["InputAudioMilliseconds"] = (long)transcription.Duration.TotalMilliseconds },
        };
    }
}

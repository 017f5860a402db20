using System.Text.Json;

namespace Swictation.Stt.Formats;

/// <summary>Writes the events of a pipeline as JSON, an object on a line for each, for programs that follow speech from outside.</summary>
/// <remarks>
/// <para>Every object has <c>type</c> and <c>position</c>; times are seconds of the source. Fields by type:</para>
/// <list type="table">
/// <item><term><c>speech_started</c></term><description><c>utterance</c></description></item>
/// <item><term><c>partial</c></term><description><c>utterance</c>, <c>stable</c>, <c>volatile</c>, <c>text</c>, <c>typed</c> where it is transformed, <c>words</c>, each with <c>stable</c></description></item>
/// <item><term><c>final</c></term><description><c>utterance</c>, <c>start</c>, <c>text</c>, <c>typed</c> and <c>edits</c> where it is transformed (see <see cref="TransformResultWriter"/>), <c>confidence</c>, <c>language</c> where it is known, <c>language_probability</c> where it was detected, <c>reason</c>, <c>words</c>; of two engines <c>model</c>, <c>engine</c>, <c>engine_reason</c> and <c>engine_explanation</c></description></item>
/// <item><term><c>speech_ended</c></term><description><c>utterance</c>, <c>reason</c></description></item>
/// <item><term><c>level</c></term><description><c>rms</c> and <c>peak</c> in dB, <c>speech</c></description></item>
/// <item><term><c>error</c></term><description><c>kind</c>, <c>message</c>, <c>start</c>, <c>end</c>, <c>utterance</c> where one is affected</description></item>
/// </list>
/// <para>A word has <c>start</c>, <c>end</c>, <c>text</c> and <c>confidence</c>; <c>interpolated</c> where its times are estimates. Control characters in texts are escaped. Safe for concurrent use.</para>
/// </remarks>
public static class SttEventWriter
{
    /// <summary>Writes an event as JSON.</summary>
    /// <param name="happening">The event.</param>
    /// <returns>One object on one line, without a line feed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="happening"/> is <see langword="null"/>.</exception>
    public static string ToJson(SttEvent happening)
    {
        ArgumentNullException.ThrowIfNull(happening);
        return JsonValues.ToText(json =>
        {
            json.WriteStartObject();
            json.WriteString("type", TypeName(happening));
            JsonValues.WriteSeconds(json, "position", happening.Position);
            WriteFields(json, happening);
            json.WriteEndObject();
        });
    }

    private static string TypeName(SttEvent happening) => happening switch
    {
        SpeechStartedEvent => "speech_started",
        PartialEvent => "partial",
        FinalEvent => "final",
        SpeechEndedEvent => "speech_ended",
        LevelEvent => "level",
        ErrorEvent => "error",
        _ => throw new ArgumentException($"An event of type {happening.GetType().Name} has no JSON form.", nameof(happening)),
    };

    private static void WriteFields(Utf8JsonWriter json, SttEvent happening)
    {
        switch (happening)
        {
            case SpeechStartedEvent started:
                json.WriteNumber("utterance", started.Utterance);
                break;
            case PartialEvent partial:
                json.WriteNumber("utterance", partial.Utterance);
                json.WriteString("stable", partial.Stable);
                json.WriteString("volatile", partial.Volatile);
                json.WriteString("text", partial.Transcription.Text);
                if (partial.Transform is { } preview)
                    json.WriteString("typed", preview.Text);
                WriteWords(json, partial.Transcription.StableWords.Select(static word => (word, (bool?)true))
                    .Concat(partial.Transcription.VolatileWords.Select(static word => (word, (bool?)false))));
                break;
            case FinalEvent final:
                json.WriteNumber("utterance", final.Utterance);
                JsonValues.WriteSeconds(json, "start", final.Start);
                json.WriteString("text", final.Text);
                if (final.Transform is { } result)
                {
                    json.WriteString("typed", result.Text);
                    TransformResultWriter.WriteEdits(json, result);
                }

                JsonValues.WriteRounded(json, "confidence", final.Transcription.Confidence);
                JsonValues.WriteLanguage(json, final.Transcription);
                json.WriteString("reason", JsonValues.Name(final.Reason));
                if (final.Transcription.ModelId is { } model)
                    json.WriteString("model", model);
                JsonValues.WriteChoice(json, final.Transcription.EngineChoice);
                WriteWords(json, final.Transcription.Words.Select(static word => (word, (bool?)null)));
                break;
            case SpeechEndedEvent ended:
                json.WriteNumber("utterance", ended.Utterance);
                json.WriteString("reason", JsonValues.Name(ended.Reason));
                break;
            case LevelEvent level:
                WriteDecibels(json, "rms", level.Rms);
                WriteDecibels(json, "peak", level.Peak);
                json.WriteBoolean("speech", level.IsSpeech);
                break;
            case ErrorEvent error:
                json.WriteString("kind", JsonValues.Name(error.Kind));
                json.WriteString("message", error.Exception.Message);
                JsonValues.WriteSeconds(json, "start", error.Start);
                JsonValues.WriteSeconds(json, "end", error.End);
                if (error.Utterance is { } utterance)
                    json.WriteNumber("utterance", utterance);
                break;
        }
    }

    private static void WriteWords(Utf8JsonWriter json, IEnumerable<(TranscriptionWord Word, bool? IsStable)> words)
    {
        json.WriteStartArray("words");
        foreach ((TranscriptionWord word, bool? isStable) in words)
            JsonValues.WriteWord(json, word, isStable);
        json.WriteEndArray();
    }

    private static void WriteDecibels(Utf8JsonWriter json, string name, float level) => json.WriteNumber(name, Math.Round((decimal)level, 1));
}

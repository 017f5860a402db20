using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.AI;

namespace Swictation.Stt;

/// <summary>Makes options of requests, and refuses those for a language or a model that an engine does not have, rather than giving text in another.</summary>
[Experimental("MEAI001")]
internal static class RequestCheck
{
    private const string English = "en";

    /// <summary>Adds languages and translation of a request to options.</summary>
    /// <param name="options">The request.</param>
    /// <param name="info">The engine.</param>
    /// <param name="transcribe">What holds where the request does not say.</param>
    /// <exception cref="NotSupportedException">The engine does not have what was asked for.</exception>
    public static TranscribeOptions Apply(SpeechToTextOptions options, SttEngineInfo info, TranscribeOptions transcribe)
    {
        ThrowIfUnsupported(options, info);
        (string? speech, string? text) = (NullIfEmpty(options.SpeechLanguage), NullIfEmpty(options.TextLanguage));
        // English text of speech that nobody names the language of: an engine that translates makes it of any.
        bool translates = text is not null && AreSame(text, English) && (speech is null ? info.Capabilities.HasFlag(SttCapabilities.Translation) : !AreSame(speech, text));
        return transcribe with
        {
            Language = speech ?? (translates ? transcribe.Language : text ?? transcribe.Language),
            Translate = translates || (text is null && transcribe.Translate),
        };
    }

    private static void ThrowIfUnsupported(SpeechToTextOptions options, SttEngineInfo info)
    {
        if (options.ModelId is { Length: > 0 } model && !string.Equals(model, info.ModelId, StringComparison.OrdinalIgnoreCase))
            throw new NotSupportedException($"{nameof(options.ModelId)} is \"{model}\"; this client has the model \"{info.ModelId}\". Leave it out, or load the other model.");
        CheckLanguage(options.SpeechLanguage, nameof(options.SpeechLanguage), info);
        CheckLanguage(options.TextLanguage, nameof(options.TextLanguage), info);
        if (options.SpeechLanguage is { Length: > 0 } speech && options.TextLanguage is { Length: > 0 } text && !AreSame(speech, text)
            && !(info.Capabilities.HasFlag(SttCapabilities.Translation) && AreSame(text, English)))
        {
            string can = info.Capabilities.HasFlag(SttCapabilities.Translation) ? "translates to English only" : "does not translate";
            throw new NotSupportedException(
                $"{nameof(options.TextLanguage)} is \"{text}\" and {nameof(options.SpeechLanguage)} \"{speech}\"; the model \"{info.ModelId}\" {can}. Leave {nameof(options.TextLanguage)} out.");
        }
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static void CheckLanguage(string? language, string name, SttEngineInfo info)
    {
        if (language is not { Length: > 0 } || info.Languages.Count == 0 || info.Languages.Any(known => AreSame(known, language)))
            return;
        throw new NotSupportedException(
            $"{name} is \"{language}\"; the model \"{info.ModelId}\" has {string.Join(", ", info.Languages)}. Leave it out, or load a model that has the language.");
    }

    /// <summary>Compares the languages of two BCP 47 codes, whatever their regions: en-US is en.</summary>
    private static bool AreSame(string first, string second) =>
        Primary(first).Equals(Primary(second), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> Primary(string code)
    {
        int end = code.AsSpan().IndexOfAny('-', '_');
        return end < 0 ? code : code.AsSpan(0, end);
    }
}

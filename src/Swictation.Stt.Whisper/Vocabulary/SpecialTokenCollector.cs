using System.Globalization;

namespace Swictation.Stt.Whisper;

/// <summary>
/// Puts together what a model's files say of its special tokens, finds out where they contradict each other, and derives what none of
/// them says from Whisper's order: end, start, languages, translate, transcribe, start of LM, start of previous, no speech, no
/// timestamps, timestamps. For one thread.
/// </summary>
/// <param name="path">The file that is named where nothing says enough.</param>
internal sealed class SpecialTokenCollector(string path)
{
    /// <summary>The number of tokens between the languages and the timestamps.</summary>
    private const int TaskTokens = 6;

    private readonly Dictionary<string, (int Id, string Path)> _tokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Id, string Path)> _languages = new(StringComparer.Ordinal);

    /// <summary>Gets or sets the number of all tokens, where a file says it.</summary>
    public int? VocabularySize { get; set; }

    /// <summary>Gets or sets whether the model knows languages, where a file says it.</summary>
    public bool? IsMultilingual { get; set; }

    /// <summary>Notes a token by its name. Names that are neither Whisper's nor a language are of no interest.</summary>
    /// <exception cref="ModelLayoutException">Another file gives the token another number.</exception>
    public void Add(string name, int id, string source)
    {
        if (name == SpecialTokenNames.NoCaptions)
            name = SpecialTokenNames.NoSpeech;
        string code = name.Length > 4 ? name[2..^2] : name;
        if (WhisperLanguage.IsCode(code))
            AddLanguage(code, id, source);
        else
            Add(_tokens, name, id, source);
    }

    /// <summary>Notes the token of a language.</summary>
    /// <exception cref="ModelLayoutException">Another file gives the language another number.</exception>
    public void AddLanguage(string code, int id, string source) => Add(_languages, code, id, source);

    /// <summary>Puts the tokens together.</summary>
    /// <param name="textTokens">The number of text tokens.</param>
    /// <exception cref="ModelLayoutException">The files do not say enough, or what they say is not Whisper's.</exception>
    public SpecialTokens Build(int textTokens)
    {
        int end = Find(SpecialTokenNames.EndOfText) ?? textTokens;
        int start = Find(SpecialTokenNames.StartOfTranscript) ?? end + 1;
        LanguageToken[] languages = BuildLanguages(start);
        int afterLanguages = start + languages.Length;
        int noTimestamps = Find(SpecialTokenNames.NoTimestamps) ?? afterLanguages + TaskTokens;
        var tokens = new SpecialTokens
        {
            EndOfText = end,
            StartOfTranscript = start,
            Translate = Find(SpecialTokenNames.Translate) ?? afterLanguages + 1,
            Transcribe = Find(SpecialTokenNames.Transcribe) ?? afterLanguages + 2,
            StartOfLm = Find(SpecialTokenNames.StartOfLm) ?? afterLanguages + 3,
            StartOfPrevious = Find(SpecialTokenNames.StartOfPrevious) ?? afterLanguages + 4,
            NoSpeech = Find(SpecialTokenNames.NoSpeech) ?? afterLanguages + 5,
            NoTimestamps = noTimestamps,
            // English-only models have one text token less, and so one token less.
            IsMultilingual = IsMultilingual ?? noTimestamps + 1 + SpecialTokens.TimestampCount >= 51865,
            Languages = languages,
        };
        Check(tokens);
        return tokens;
    }

    private LanguageToken[] BuildLanguages(int start)
    {
        if (_languages.Count > 0)
            return [.. _languages.Select(static language => new LanguageToken(language.Key, language.Value.Id)).OrderBy(static language => language.Id)];

        int count = Find(SpecialTokenNames.NoTimestamps) is { } noTimestamps ? noTimestamps - start - TaskTokens
            : Find(SpecialTokenNames.FirstTimestamp) is { } first ? first - 1 - start - TaskTokens
            : VocabularySize is { } size ? size - SpecialTokens.TimestampCount - 1 - start - TaskTokens
            : throw new ModelLayoutException(
                $"Nothing beside {path} says where the special tokens lie. Get added_tokens.json, generation_config.json or config.json from where the model came from.",
                path);
        return count is 99 or 100
            ? [.. WhisperLanguage.AllCodes.Take(count).Select((code, index) => new LanguageToken(code, start + 1 + index))]
            : throw new ModelLayoutException(
                string.Create(CultureInfo.InvariantCulture, $"The special tokens beside {path} leave room for {count} languages where Whisper's models have 99 or 100. ") +
                "Its files belong to different models: get all files from one model.",
                path);
    }

    private void Check(SpecialTokens tokens)
    {
        int[] all =
        [
            tokens.EndOfText, tokens.StartOfTranscript, tokens.Translate, tokens.Transcribe, tokens.StartOfLm, tokens.StartOfPrevious,
            tokens.NoSpeech, tokens.NoTimestamps, .. tokens.Languages.Select(static language => language.Id),
        ];
        Array.Sort(all);
        for (int i = 1; i < all.Length; i++)
        {
            if (all[i] == all[i - 1])
                throw Contradiction(string.Create(CultureInfo.InvariantCulture, $"give the number {all[i]} to two special tokens"));
        }

        if (all[0] != tokens.EndOfText || all[^1] != tokens.NoTimestamps)
            throw Contradiction("do not number the special tokens from the end of text to \"no timestamps\"");
        if (Find(SpecialTokenNames.FirstTimestamp) is { } first && first != tokens.TimestampBegin)
            throw Contradiction(string.Create(CultureInfo.InvariantCulture, $"put the first timestamp at {first} where {tokens.TimestampBegin} follows \"no timestamps\""));
        if (Find(SpecialTokenNames.LastTimestamp) is { } last && last != tokens.VocabularySize - 1)
            throw Contradiction(string.Create(CultureInfo.InvariantCulture, $"put the last timestamp at {last} where {tokens.VocabularySize - 1} was expected"));
    }

    private int? Find(string name) => _tokens.TryGetValue(name, out (int Id, string Path) token) ? token.Id : null;

    private ModelLayoutException Contradiction(string what) =>
        new($"{path} and the files beside it {what}. They belong to different models or are damaged: get all files from one model.", path);

    private static void Add(Dictionary<string, (int Id, string Path)> tokens, string name, int id, string source)
    {
        if (tokens.TryGetValue(name, out (int Id, string Path) known) && known.Id != id)
        {
            throw new ModelLayoutException(
                string.Create(CultureInfo.InvariantCulture, $"{source} gives {name} the number {id}, {known.Path} the number {known.Id}. ") +
                "They belong to different models: get all files from one model.",
                source);
        }

        tokens.TryAdd(name, (id, source));
    }
}

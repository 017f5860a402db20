using System.CommandLine;
using System.Globalization;
using Swictation.Stt;
using Swictation.Stt.Whisper;

namespace Swictation.Host.Commands;

/// <summary>The options by which a command says how to recognise: language and task, and what only Whisper models have, by the names that Whisper's users know.</summary>
internal sealed class RecognitionArguments
{
    private static readonly WhisperTranscribeOptions Defaults = new();

    private readonly Option<string?> _language = new("--language", "-l")
    {
        Description = "The language that is spoken: a code such as de or pt-BR, for Whisper also its English name. Default: the model's own, or the one that it detects.",
        HelpName = "LANG",
    };

    private readonly Option<bool> _translate = new("--translate") { Description = "Translate to English; short for --task translate." };
    private readonly Option<string> _task = new("--task") { Description = "transcribe or translate.", HelpName = "TASK" };

    private readonly Option<int?> _beam = Count("--beam", "How many hypotheses a Whisper model follows; 5 is usual for the best accuracy. Default: 1, greedy.", 1, 32, "--beam-size");
    private readonly Option<double?> _patience = NumberOption.Create("--patience", "X", 0.01, 10, "Whisper: how patiently a beam search waits.", Defaults.Patience);
    private readonly Option<double?> _lengthPenalty = NumberOption.Create("--length-penalty", "A", 0, 5, "Whisper: ranks hypotheses by Google's length penalty instead of the mean.");

    private readonly Option<float[]?> _temperature = new("--temperature")
    {
        Description = "Whisper: the temperatures to try until a text is believed, such as 0 or 0,0.4,0.8. Default: 0 to 1 in steps of 0.2.",
        HelpName = "T[,T…]",
        CustomParser = static result =>
        {
            string[] texts = result.Tokens[0].Value.Split(',');
            var numbers = new float[texts.Length];
            for (int i = 0; i < texts.Length; i++)
            {
                if (float.TryParse(texts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) && numbers[i] is >= 0 and <= 2)
                    continue;
                result.AddError($"--temperature must be numbers from 0 to 2 with commas between them; got {result.Tokens[0].Value}.");
                return null;
            }

            return numbers;
        },
    };

    private readonly Option<int?> _bestOf = Count("--best-of", "Whisper: how many times a text is drawn at a temperature above 0. Default: 5.", 1, 32);
    private readonly Option<long?> _seed = new("--seed") { Description = "Whisper: what draws start from; the same gives the same text. Default: 0.", HelpName = "N" };
    private readonly Option<string?> _prompt = new("--prompt", "--initial-prompt") { Description = "Whisper: text as if it came before the audio; it sets style and spelling.", HelpName = "TEXT" };
    private readonly Option<bool> _carryPrompt = new("--carry-prompt") { Description = "Whisper: keep the prompt before every window of 30 s, not only the first." };
    private readonly Option<string?> _hotwords = new("--hotwords") { Description = "Whisper: words that are likely to be spoken.", HelpName = "TEXT" };
    private readonly Option<string?> _prefix = new("--prefix") { Description = "Whisper: text that every window begins with; it is not printed.", HelpName = "TEXT" };
    private readonly Option<bool> _noTimestamps = new("--no-timestamps") { Description = "Whisper: do not let the model write timestamps; each window of 30 s is one segment then." };
    private readonly Option<bool> _noAlign = new("--no-align") { Description = "Whisper: estimate the times of words instead of taking them from the model's attention." };
    private readonly Option<bool> _noCondition = new("--no-condition", "--no-condition-on-previous-text") { Description = "Whisper: a window does not see the text before it." };
    private readonly Option<double?> _noSpeech = NumberOption.Create("--no-speech-threshold", "P", 0, 1, "Whisper: the probability of no speech above which a window is skipped.", Defaults.NoSpeechThreshold);
    private readonly Option<double?> _logProbability = NumberOption.Create("--logprob-threshold", "X", -100, 0, "Whisper: the mean log-probability below which a text is not believed.", Defaults.LogProbabilityThreshold);
    private readonly Option<double?> _compression = NumberOption.Create("--compression-ratio-threshold", "X", 0.1, 100, "Whisper: how repetitive a text may be until it is not believed.", Defaults.CompressionRatioThreshold);
    private readonly Option<double?> _hallucination = NumberOption.Create("--hallucination-silence", "S", 0.1, 30, "Whisper: drop improbable text in a silence longer than this, in seconds. Needs an export with attentions.");
    private readonly Option<int?> _maxTokens = Count("--max-tokens", "Whisper: the most tokens of a window. Default: half of the model's context, 224.", 1, 448);

    private readonly Option<int[]?> _suppress = new("--suppress-tokens")
    {
        Description = "Whisper: the numbers of tokens that are never written, with commas between them; -1 stands for signs that are not spoken, none for no token. Default: -1.",
        HelpName = "N[,N…]",
        CustomParser = static result =>
        {
            string text = result.Tokens[0].Value;
            if (text is "" or "none")
                return [];
            var numbers = new List<int>();
            foreach (string part in text.Split(','))
            {
                if (!int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
                {
                    result.AddError($"--suppress-tokens must be whole numbers with commas between them, or none; got {text}.");
                    return null;
                }

                numbers.Add(number);
            }

            return [.. numbers];
        },
    };

    private IEnumerable<Option> WhisperOnly =>
    [
        _beam, _patience, _lengthPenalty, _temperature, _bestOf, _seed, _prompt, _carryPrompt, _hotwords, _prefix, _noTimestamps, _noAlign, _noCondition, _noSpeech, _logProbability,
        _compression, _hallucination, _maxTokens, _suppress,
    ];

    public void AddTo(Command command)
    {
        _task.AcceptOnlyFromAmong("transcribe", "translate");
        foreach (Option option in new Option[] { _language, _translate, _task }.Concat(WhisperOnly))
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            // What has no value at all is reported by the parser.
            if (result.GetResult(_translate) is { Implicit: false } && result.GetResult(_task)?.Tokens is [{ Value: "transcribe" }])
                result.AddError("--translate and --task transcribe contradict each other; give one of them.");
            if (result.GetResult(_language)?.Tokens is [{ Value: var language }] && string.IsNullOrWhiteSpace(language))
                result.AddError("--language is blank; give a code such as en, or leave it out.");
        });
    }

    public RecognitionSettings Settings(ParseResult parsed)
    {
        string[] given = [.. WhisperOnly.Where(option => parsed.GetResult(option) is { Implicit: false }).Select(static option => option.Name)];
        TranscribeOptions options = given.Length > 0 ? WhisperOptions(parsed) : TranscribeOptions.Default;
        return new RecognitionSettings(
            options with { Language = parsed.GetValue(_language), Translate = parsed.GetValue(_translate) || parsed.GetValue(_task) == "translate" }, given);
    }

    private WhisperTranscribeOptions WhisperOptions(ParseResult parsed) => Defaults with
    {
        BeamSize = parsed.GetValue(_beam) ?? Defaults.BeamSize,
        Patience = parsed.GetValue(_patience) ?? Defaults.Patience,
        LengthPenalty = parsed.GetValue(_lengthPenalty) ?? Defaults.LengthPenalty,
        Temperatures = parsed.GetValue(_temperature) is { Length: > 0 } temperatures ? temperatures : Defaults.Temperatures,
        BestOf = parsed.GetValue(_bestOf) ?? Defaults.BestOf,
        Seed = parsed.GetValue(_seed) ?? Defaults.Seed,
        Prompt = parsed.GetValue(_prompt),
        CarryPrompt = parsed.GetValue(_carryPrompt),
        Hotwords = parsed.GetValue(_hotwords),
        Prefix = parsed.GetValue(_prefix),
        Timestamps = !parsed.GetValue(_noTimestamps),
        AlignWords = !parsed.GetValue(_noAlign),
        ConditionOnPreviousText = !parsed.GetValue(_noCondition),
        NoSpeechThreshold = parsed.GetValue(_noSpeech) ?? Defaults.NoSpeechThreshold,
        LogProbabilityThreshold = parsed.GetValue(_logProbability) ?? Defaults.LogProbabilityThreshold,
        CompressionRatioThreshold = parsed.GetValue(_compression) ?? Defaults.CompressionRatioThreshold,
        HallucinationSilenceThreshold = parsed.Seconds(_hallucination),
        SampleLength = parsed.GetValue(_maxTokens),
        SuppressedTokens = parsed.GetResult(_suppress) is { Implicit: false } ? parsed.GetValue(_suppress)! : Defaults.SuppressedTokens,
    };

    private static Option<int?> Count(string name, string description, int least, int most, params string[] aliases)
    {
        var option = new Option<int?>(name, aliases) { Description = description, HelpName = "N" };
        OptionRange.Require(option, least, most);
        return option;
    }
}

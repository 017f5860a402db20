using System.CommandLine;
using System.Globalization;
using Swictation.Host.Output;
using Swictation.Stt.Evaluation;

namespace Swictation.Host.Commands;

/// <summary><c>swictation eval</c>: its arguments. The work is <see cref="EvalRun"/>'s.</summary>
internal static class EvalCommand
{
    private const double DefaultIncrease = 0.005;

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        var command = new Command(
            "eval",
            """
            Measures how right and how fast models are on recordings whose texts are known.

            Examples:
              swictation eval LibriSpeech/test-clean --model parakeet-tdt-0.6b-v3
              swictation eval manifest.json --model fp32/ --model int8/ --json result.json --html result.html
              swictation eval FLEURS/de.tsv --model whisper-small/ --language de --beam 5 --normalizer basic
              swictation eval clips.tsv --normalizer plain --align --worst 20
              swictation eval manifest.json --baseline result.json --max-wer-increase 0.005

            A data set is a NeMo manifest (a JSON object a line), a LibriSpeech folder, or a table of path, tab and text.
            Rates made with different normalisers cannot be compared: each output names its own.

            Exit codes: 0 done, 1 a recording failed or was missing, or a rate rose too far, 2 nothing could be done, 130 interrupted.
            """);
        var dataset = new Argument<string>("DATASET") { Description = "A NeMo manifest, a LibriSpeech folder, or a table of paths and texts with tabs; told apart by what is in it." };
        var models = new Option<string[]>("--model", "-m")
        {
            Description = "A model, as in transcribe. Given several times, the models run one after the other and are set side by side.",
            HelpName = "DIR",
        };
        string names = string.Join(", ", TextNormalizers.All.Select(static normalizer => normalizer.Name));
        var normalizer = new Option<ITextNormalizer>("--normalizer", "-n")
        {
            Description = $"What differences do not count: {names}.",
            HelpName = "NAME",
            DefaultValueFactory = static _ => new EnglishTextNormalizer(),
            CustomParser = result =>
            {
                string name = result.Tokens[0].Value;
                if (TextNormalizers.All.FirstOrDefault(normalizer => normalizer.Name == name) is { } found)
                    return found;
                result.AddError($"--normalizer {name} is unknown. Choose from {names}.");
                return null;
            },
        };
        var format = new Option<string>("--format", "-f") { Description = "text or json, on standard output.", HelpName = "FORMAT", DefaultValueFactory = static _ => "text" };
        var html = new Option<string?>("--html") { Description = "Also write a page with every recording aligned in colour.", HelpName = "FILE" };
        var json = new Option<string?>("--json") { Description = "Also write JSON, which can serve as a baseline.", HelpName = "FILE" };
        var baseline = new Option<string?>("--baseline") { Description = "JSON of an earlier run: end with 1 where a model's word error rate rose too far.", HelpName = "FILE" };
        var increase = new Option<double>("--max-wer-increase")
        {
            Description = "By how much it may rise, as a difference of rates. Default: 0.005, half a percentage point.",
            HelpName = "X",
            CustomParser = static result =>
            {
                string text = result.Tokens[0].Value;
                if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 10)
                    return value;
                result.AddError($"--max-wer-increase must be a number from 0 to 10; got {text}.");
                return 0;
            },
            DefaultValueFactory = static _ => DefaultIncrease,
        };
        var worst = new Option<int>("--worst") { Description = "How many of the worst recordings to list for each model.", HelpName = "N", DefaultValueFactory = static _ => 5 };
        var limit = new Option<int?>("--limit") { Description = "Only the first entries of the data set.", HelpName = "N" };
        var align = new Option<bool>("--align", "-a") { Description = "Show the worst recordings word under word: on a terminal in colour, unless NO_COLOR is set." };
        var files = new Option<bool>("--files") { Description = "List every recording." };
        format.AcceptOnlyFromAmong("text", "json");
        OptionRange.Require(worst, 0, 1_000_000);
        OptionRange.Require(limit, 1, int.MaxValue);
        var engine = new EngineArguments();
        var recognition = new RecognitionArguments();
        command.Arguments.Add(dataset);
        command.Options.Add(models);
        engine.AddRuntimeTo(command);
        foreach (Option option in new Option[] { normalizer, format, html, json, baseline, increase, worst, limit, align, files })
            command.Options.Add(option);
        recognition.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(increase) is { Implicit: false } && result.GetResult(baseline) is null)
                result.AddError("--max-wer-increase is for --baseline: there is nothing else to rise from.");
        });
        command.SetAction(parsed => new EvalRun(terminal, cancellationToken).Execute(new EvalSettings
        {
            Dataset = parsed.GetValue(dataset)!,
            Models = parsed.GetValue(models) is { Length: > 0 } given ? given : new string?[] { null },
            Engine = engine.Options(parsed),
            Recognition = recognition.Settings(parsed),
            Normalizer = parsed.GetValue(normalizer)!,
            Json = parsed.GetValue(format) == "json",
            HtmlFile = parsed.GetValue(html),
            JsonFile = parsed.GetValue(json),
            Baseline = parsed.GetValue(baseline),
            MaxIncrease = parsed.GetValue(increase),
            Worst = parsed.GetValue(worst),
            Limit = parsed.GetValue(limit),
            Align = parsed.GetValue(align),
            Files = parsed.GetValue(files),
        }));
        return command;
    }
}

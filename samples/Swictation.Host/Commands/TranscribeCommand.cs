using System.CommandLine;
using Swictation.Host.Input;
using Swictation.Host.Output;
using Swictation.Stt.Formats;
using Swictation.Stt.Whisper;

namespace Swictation.Host.Commands;

/// <summary><c>swictation transcribe</c>: its arguments. The work is <see cref="TranscribeRun"/>'s.</summary>
internal static class TranscribeCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        var command = new Command(
            "transcribe",
            """
            Transcribes recordings: WAV by itself, everything else (mp3, flac, ogg, opus, m4a, mp4, webm …) through ffmpeg. Silence of more
            than two seconds and noise without speech are left out.

            Examples:
              swictation transcribe talk.wav
              swictation transcribe recordings/ --format srt --output subtitles
              swictation transcribe "talks/**/*.mp3" --format json --words > talks.jsonl
              swictation transcribe names.wav --boost names.txt
              swictation transcribe rede.mp3 --model /models/whisper-small --language de --translate --beam 5
              swictation transcribe talk.wav --model /models/parakeet-tdt-0.6b-v3 --fallback /models/whisper-small --min-confidence 0.6
              swictation transcribe letter.wav --transform          "comma", "new paragraph" and others are done
              swictation transcribe far-away.wav --threshold 0.2    or --no-vad, where speech is hard to tell from noise
              ffmpeg -i film.mkv -f wav - | swictation transcribe -
            """);
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files, folders (every recording below), patterns such as \"**/*.mp3\", or - for standard input (WAV, or raw with --raw).",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = new Option<TranscriptFormat>("--format", "-f")
        {
            Description = "text, json (one object a line), srt, vtt or tsv.",
            HelpName = "FORMAT",
            CustomParser = static result =>
            {
                string text = result.Tokens[0].Value;
                if (Enum.TryParse(text, ignoreCase: true, out TranscriptFormat parsed) && !char.IsAsciiDigit(text[0]))
                    return parsed;
                result.AddError($"--format {text} is unknown. Choose from text, json, srt, vtt, tsv.");
                return default;
            },
        };
        var output = new Option<string?>("--output", "-o") { Description = "A folder for one transcript file per recording, instead of standard output.", HelpName = "DIR" };
        var words = new Option<bool>("--words", "-w") { Description = "Each word with its times and confidence." };
        var boost = new Option<string?>("--boost", "-b") { Description = BoostFile.Description, HelpName = "FILE" };
        var batch = new Option<int>("--batch") { Description = "How many windows or short recordings run at once.", HelpName = "N", DefaultValueFactory = static _ => 4 };
        var raw = new Option<int?>("--raw") { Description = "Standard input is raw 16-bit little-endian mono at this many Hz.", HelpName = "HZ" };
        var noDetector = new Option<bool>("--no-vad") { Description = "Transcribe everything, also what is silent or noise." };
        OptionRange.Require(batch, 1, 64);
        OptionRange.Require(raw, 8000, 192000);
        files.Validators.Add(static result =>
        {
            foreach (string option in result.Tokens.Select(static token => token.Value).Where(static value => value.Length > 1 && value[0] == '-'))
                result.AddError($"{option} is not an option of transcribe. A file of that name is given as ./{option}.");
        });
        var clips = new Option<AudioRange[]>("--clip")
        {
            Description = "Whisper: only this part of the recording, in seconds, such as 10-25 or 60-; may be given several times. Needs --no-vad.",
            HelpName = "FROM-TO",
            AllowMultipleArgumentsPerToken = true,
            CustomParser = ClipList.Parse,
        };
        var engine = new EngineArguments();
        var fallback = new FallbackArguments();
        var recognition = new RecognitionArguments();
        var detector = new DetectorArguments();
        var rules = new RuleArguments();
        command.Validators.Add(result =>
        {
            if (result.GetValue(noDetector) && detector.IsGiven(result))
                result.AddError("--no-vad turns off what --vad and --threshold are for; give one or the other.");
            if (result.GetResult(clips) is { Implicit: false } && !result.GetValue(noDetector))
                result.AddError("--clip needs --no-vad: the voice activity detector cuts recordings its own way.");
        });
        command.Arguments.Add(files);
        engine.AddTo(command);
        fallback.AddTo(command, isLive: false);
        detector.AddTo(command);
        rules.AddOptionalTo(command);
        foreach (Option option in new Option[] { noDetector, format, output, words, boost, batch, raw })
            command.Options.Add(option);
        recognition.AddTo(command);
        command.Options.Add(clips);
        command.SetAction(parsed => new TranscribeRun(terminal, cancellationToken).Execute(new TranscribeSettings
        {
            Inputs = parsed.GetValue(files) ?? [],
            Model = engine.Model(parsed),
            Engine = engine.Options(parsed),
            Fallback = fallback.Settings(parsed),
            Recognition = recognition.Settings(parsed).With(parsed.GetValue(clips) ?? []),
            Format = parsed.GetValue(format),
            OutputFolder = parsed.GetValue(output),
            Words = parsed.GetValue(words),
            BoostFile = parsed.GetValue(boost),
            BatchSize = parsed.GetValue(batch),
            UsesDetector = !parsed.GetValue(noDetector),
            Detector = detector.Path(parsed),
            Threshold = detector.Threshold(parsed),
            Transform = rules.OptionalSettings(parsed),
            RawRate = parsed.GetValue(raw),
        }));
        return command;
    }
}

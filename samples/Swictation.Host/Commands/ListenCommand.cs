using System.CommandLine;
using Swictation.Host.Input;
using Swictation.Host.Output;
using Swictation.Stt.Vad;

namespace Swictation.Host.Commands;

/// <summary><c>swictation listen</c>: its arguments. The work is <see cref="ListenRun"/>'s.</summary>
internal static class ListenCommand
{
    public static Command Create(Terminal terminal, Interruption interruption)
    {
        var command = new Command(
            "listen",
            """
            Follows speech while it is spoken: prints words as they settle, and ends each utterance with its final line.

            Examples:
              arecord -f S16_LE -r 16000 -t raw | swictation listen --raw 16000 -
              swictation listen --file talk.wav --realtime      as if it were spoken now
              swictation listen --file talk.mp3 | grep -i budget
              swictation listen --file talk.wav --model parakeet/ --final whisper/    live by one model, final texts by another
              swictation listen --file letter.wav --transform   "new paragraph", "comma" and others are done
              swictation listen --file talk.wav --json | jq -r 'select(.type == "final").text'

            Output:
              On a terminal   the row at the bottom shows the level, settled words plain and words that may still change dimmed; each
                              utterance's final text stays above it. NO_COLOR turns dimming into parentheses, TERM=dumb the row off.
              In a pipe       a line for each utterance. Words are written as soon as they settle, and are never taken back.
              --partials      whenever the text changes, a line "~ settled words | words that may change"; final lines have no mark.
              --transform     what is written instead, a line each, with line ends as \n; keys and what is taken back by name.
              --json          an object on a line for each event; "type" is speech_started, partial, final, speech_ended, level or
                              error, "position" where in the audio, in seconds. partial: utterance, stable (it only grows), volatile,
                              text, words (start, end, text, confidence, stable). final: utterance, start, text, confidence, language,
                              reason (silence, maximum_length, end_of_audio, audio_lost, failed, cancelled), words; of two models
                              also model, engine (primary, fallback), engine_reason and engine_explanation; with --transform
                              also typed, edits (kind, text or chord or count or command, first_word, word_count). speech_started,
                              speech_ended: utterance. level: rms and peak in dB, speech. error: kind, message, start, end, utterance.
            Problems go to standard error, a line each. Ctrl+C finishes what was heard; a second one does not wait for it.
            """);
        var defaults = new SpeechSegmenterOptions();
        var input = new Argument<string?>("INPUT")
        {
            Description = "- for standard input: WAV, or raw samples with --raw; or a recording, as with --file.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var file = new Option<string?>("--file") { Description = "A recording in any format.", HelpName = "FILE" };
        var realTime = new Option<bool>("--realtime") { Description = "Takes a recording no faster than it was spoken." };
        var raw = new Option<int?>("--raw") { Description = "Standard input is raw 16-bit little-endian mono at this many Hz.", HelpName = "HZ" };
        var boost = new Option<string?>("--boost", "-b") { Description = BoostFile.Description, HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print events as JSON." };
        var partials = new Option<bool>("--partials") { Description = "Print a line also for what may still change." };
        Option<double?> minSilence = NumberOption.Create("--min-silence", "S", 0.05, 30, "The silence in seconds that ends an utterance.", defaults.MinSilence.TotalSeconds);
        Option<double?> maxUtterance = NumberOption.Create("--max-utterance", "S", 1, 600, "The longest utterance in seconds; a longer one is cut at its best pause.", defaults.MaxUtterance.TotalSeconds);
        Option<double?> preRoll = NumberOption.Create("--pre-roll", "S", 0, 5, "How much audio before the first sound belongs to the utterance, in seconds.", defaults.PreRoll.TotalSeconds);
        OptionRange.Require(raw, 8000, 192000);
        command.Validators.Add(result =>
        {
            string? source = result.GetValue(input);
            string? path = result.GetValue(file);
            bool isStandardInput = (source ?? path) == InputFile.StandardInput || (source is null && path is null && result.GetResult(raw) is not null);
            if (source is { Length: > 1 } && source[0] == '-')
                result.AddError($"{source} is not an option of listen. A file of that name is given with --file.");
            else if (source is not null && path is not null)
                result.AddError($"Both {source} and --file {path} were given; listen follows one.");
            else if (source is null && path is null && !isStandardInput)
                result.AddError("Nothing to listen to. There is no microphone capture yet: give --file FILE, or pipe a recorder into it: arecord -f S16_LE -r 16000 -t raw | swictation listen --raw 16000 -");
            else if (!isStandardInput && result.GetResult(raw) is not null)
                result.AddError("--raw is for standard input; a file says itself what it holds.");
            else if (isStandardInput && result.GetValue(realTime))
                result.AddError("--realtime is for a recording; standard input comes at its own pace.");
            if (result.GetValue(json) && result.GetValue(partials))
                result.AddError("--partials has no use with --json, which has them anyway.");
        });
        var engine = new EngineArguments();
        var fallback = new FallbackArguments();
        var recognition = new RecognitionArguments();
        var detector = new DetectorArguments();
        var rules = new RuleArguments();
        command.Arguments.Add(input);
        foreach (Option option in new Option[] { file, realTime, raw })
            command.Options.Add(option);
        engine.AddTo(command);
        fallback.AddTo(command, isLive: true);
        detector.AddTo(command);
        rules.AddOptionalTo(command);
        foreach (Option option in new Option[] { minSilence, maxUtterance, preRoll, boost, json, partials })
            command.Options.Add(option);
        recognition.AddTo(command);
        command.SetAction(parsed =>
        {
            string? source = parsed.GetValue(file) ?? parsed.GetValue(input);
            return new ListenRun(terminal, interruption).Execute(new ListenSettings
            {
                File = source == InputFile.StandardInput ? null : source,
                RealTime = parsed.GetValue(realTime),
                RawRate = parsed.GetValue(raw),
                Model = engine.Model(parsed),
                Engine = engine.Options(parsed),
                Fallback = fallback.Settings(parsed),
                Recognition = recognition.Settings(parsed),
                Detector = detector.Path(parsed),
                Segmenter = defaults with
                {
                    Threshold = detector.Threshold(parsed),
                    MinSilence = parsed.Seconds(minSilence) ?? defaults.MinSilence,
                    MaxUtterance = parsed.Seconds(maxUtterance) ?? defaults.MaxUtterance,
                    PreRoll = parsed.Seconds(preRoll) ?? defaults.PreRoll,
                },
                BoostFile = parsed.GetValue(boost),
                Transform = rules.OptionalSettings(parsed),
                Json = parsed.GetValue(json),
                Partials = parsed.GetValue(partials),
            });
        });
        return command;
    }
}

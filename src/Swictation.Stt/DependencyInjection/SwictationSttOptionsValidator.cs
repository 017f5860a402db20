using System.Globalization;
using Microsoft.Extensions.Options;
using Swictation.Stt.Transform;
using Swictation.Stt.Vad;
using Swictation.Stt.Whisper;

namespace Swictation.Stt;

/// <summary>
/// Names every setting that is out of its range, with its value and the range. Each is checked alone by the options that it becomes a part of,
/// so that ranges are written down once and one bad value does not hide the next.
/// </summary>
internal sealed class SwictationSttOptionsValidator : IValidateOptions<SwictationSttOptions>
{
    public ValidateOptionsResult Validate(string? name, SwictationSttOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var failures = new List<string>();

        void Check(string key, object? value, Action validate)
        {
            try
            {
                validate();
            }
            catch (ArgumentException exception)
            {
                // The exception repeats parameter and value on lines of its own.
                string message = exception.Message.Split(" (Parameter", 2)[0];
                failures.Add(string.Create(CultureInfo.InvariantCulture, $"{key} is {value}: {message}"));
            }
        }

        void CheckHybrid(string key, object? value, SwictationSttOptions alone) => Check(key, value, alone.ToHybridOptions(null).Validate);
        void CheckSegmenter(string key, object? value, SpeechSegmenterOptions alone) => Check(key, value, alone.Validate);
        void CheckStream(string key, object? value, StreamOptions alone) => Check(key, value, alone.Validate);
        void CheckPipeline(string key, object? value, SttPipelineOptions alone) => Check(key, value, alone.Validate);

        if (options.Model is not null && string.IsNullOrWhiteSpace(options.Model))
            failures.Add($"{nameof(options.Model)} is \"{options.Model}\": give a directory or a model's name, or leave it out for the default.");
        if (options.VadPath is string path && !File.Exists(path) && !Directory.Exists(path))
            failures.Add($"{nameof(options.VadPath)} is \"{path}\": there is no such file or directory. Leave it out for the model that comes with the library.");
        if (options.FallbackModel is not null && string.IsNullOrWhiteSpace(options.FallbackModel))
            failures.Add($"{nameof(options.FallbackModel)} is \"{options.FallbackModel}\": give a directory or a model's name, or leave it out for one engine alone.");
        Check(nameof(options.Engine), options.Engine, new SttEngineOptions { Engine = options.Engine }.Validate);
        CheckHybrid(nameof(options.FinalBy), options.FinalBy, new() { FinalBy = options.FinalBy });
        CheckHybrid(nameof(options.MinConfidence), options.MinConfidence, new() { MinConfidence = options.MinConfidence });
        CheckHybrid(nameof(options.PrimaryIdleUnload), options.PrimaryIdleUnload, new() { PrimaryIdleUnload = options.PrimaryIdleUnload });
        CheckHybrid(nameof(options.FallbackIdleUnload), options.FallbackIdleUnload, new() { FallbackIdleUnload = options.FallbackIdleUnload });
        Check(nameof(options.Language), options.Language, new TranscribeOptions { Language = options.Language }.Validate);
        Check(nameof(options.WhisperBeamSize), options.WhisperBeamSize, new WhisperTranscribeOptions { BeamSize = options.WhisperBeamSize }.Validate);
        Check(nameof(options.Threads), options.Threads, new Parakeet.ParakeetOptions { Threads = options.Threads }.Validate);

        CheckSegmenter(nameof(options.Threshold), options.Threshold, new() { Threshold = options.Threshold });
        if (options.Threshold is null or (> 0 and < 1))
            CheckSegmenter(nameof(options.ExitThreshold), options.ExitThreshold, new() { Threshold = options.Threshold, ExitThreshold = options.ExitThreshold });
        CheckSegmenter(nameof(options.MinSpeech), options.MinSpeech, new() { MinSpeech = options.MinSpeech });
        CheckSegmenter(nameof(options.MinSilence), options.MinSilence, new() { MinSilence = options.MinSilence });
        CheckSegmenter(nameof(options.MaxUtterance), options.MaxUtterance, new() { MaxUtterance = options.MaxUtterance });
        CheckSegmenter(nameof(options.PreRoll), options.PreRoll, new() { PreRoll = options.PreRoll });
        CheckSegmenter(nameof(options.Tail), options.Tail, new() { Tail = options.Tail });

        CheckStream(nameof(options.UpdateInterval), options.UpdateInterval, new() { UpdateInterval = options.UpdateInterval });
        CheckStream(nameof(options.RightContext), options.RightContext, new() { RightContext = options.RightContext });
        CheckStream(nameof(options.LeftContext), options.LeftContext, new() { LeftContext = options.LeftContext });
        CheckStream(nameof(options.SegmentGap), options.SegmentGap, new() { Transcribe = new() { SegmentGap = options.SegmentGap } });

        CheckPipeline(nameof(options.LevelInterval), options.LevelInterval, new() { LevelInterval = options.LevelInterval });
        CheckPipeline(nameof(options.InputBuffer), options.InputBuffer, new() { InputBuffer = options.InputBuffer });
        CheckPipeline(nameof(options.EventCapacity), options.EventCapacity, new() { EventCapacity = options.EventCapacity });
        try
        {
            options.ToTransformRules();
        }
        catch (Exception exception) when (exception is ArgumentException or RuleFileException)
        {
            failures.Add($"{nameof(options.TransformMode)} is \"{options.TransformMode}\": {exception.Message.Split(" (Parameter", 2)[0]}");
        }

        if (options.CorrectionsPath is string corrections && !File.Exists(corrections))
            failures.Add($"{nameof(options.CorrectionsPath)} is \"{corrections}\": there is no such file. Create it, or leave it out.");
        if (options.TransformMode is null && (options.CorrectionsPath is not null || options.UsesInverseTextNormalization))
            failures.Add($"{nameof(options.TransformMode)} is not set: {nameof(options.CorrectionsPath)} and {nameof(options.UsesInverseTextNormalization)} need one, such as {Transform.TransformMode.Verbatim}.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}

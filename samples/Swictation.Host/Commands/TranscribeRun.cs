using Swictation.Host.Input;
using Swictation.Host.Output;
using Swictation.Stt;
using Swictation.Stt.Audio;
using Swictation.Stt.Formats;
using Swictation.Stt.Transform;
using Swictation.Stt.Transform.Corrections;

namespace Swictation.Host.Commands;

/// <summary>One run of <c>swictation transcribe</c>: every recording in turn, one bad recording does not stop the others.</summary>
internal sealed class TranscribeRun(Terminal terminal, CancellationToken cancellationToken)
{
    /// <summary>Recordings up to this length are collected and run together.</summary>
    private static readonly TimeSpan ShortRecording = TimeSpan.FromSeconds(60);

    private TranscribeSettings _settings = null!;
    private TranscriptFolder? _folder;
    private ISttEngine _engine = null!;
    private RecordingTranscriber? _transcriber; // none where everything is to be transcribed
    private RecognitionSettings _recognition = null!;
    private TranscribeOptions _options = null!;
    private TransformRules? _rules;
    private CorrectionFile? _corrections;
    private bool _severalInputs;
    private int _failures;

    public int Execute(TranscribeSettings settings)
    {
        _settings = settings;
        try
        {
            IReadOnlyList<InputFile> files = Prepare();
            using CorrectionFile? corrections = _corrections = settings.Transform?.OpenCorrections(terminal);
            using LoadedModels models = Load();
            TranscribeAll(files);
            return _failures == 0 ? ExitCodes.Success : ExitCodes.Failure;
        }
        catch (UsageException exception)
        {
            terminal.Error(exception.Message);
            return ExitCodes.Usage;
        }
    }

    /// <summary>Checks everything that can be checked before work begins.</summary>
    private IReadOnlyList<InputFile> Prepare()
    {
        IReadOnlyList<InputFile> files = InputFiles.Find(_settings.Inputs);
        _severalInputs = files.Count > 1;
        bool needsFolder = _settings.Format is TranscriptFormat.Srt or TranscriptFormat.Vtt or TranscriptFormat.Tsv;
        if (_severalInputs && needsFolder && _settings.OutputFolder is null)
            throw new UsageException($"--format {_settings.Format.ToString().ToLowerInvariant()} with several recordings needs --output DIR: one file holds one transcript.");
        if (_settings.RawRate is not null && !files.Any(static file => file.IsStandardInput))
            throw new UsageException("--raw is for standard input: name it as -.");
        if (_settings.OutputFolder is not null)
        {
            InputFiles.RequireDistinctNames(files);
            _folder = OpenFolder(_settings.OutputFolder);
        }

        _recognition = _settings.BoostFile is null ? _settings.Recognition : _settings.Recognition.With(BoostFile.Read(_settings.BoostFile));
        _options = _recognition.Options with { BatchSize = _settings.BatchSize };
        _rules = _settings.Transform?.Load();
        return files;
    }

    private LoadedModels Load()
    {
        string? model = AutomaticModel.Resolve(terminal, _settings.Model, _settings.Engine, _recognition, isLive: false);
        LoadedModels models = LoadedModels.Load(model, _settings.Engine, _settings.Fallback, _recognition, _settings.UsesDetector, _settings.Detector);
        _engine = models.Engine;
        if (_settings.UsesDetector)
            _transcriber = new RecordingTranscriber(_engine, models.Detector, _settings.Threshold is { } threshold ? new RecordingOptions { Threshold = threshold } : null);
        return models;
    }

    private TranscriptFolder OpenFolder(string folder)
    {
        try
        {
            return new TranscriptFolder(folder, _settings.Format);
        }
        catch (OutputException exception)
        {
            throw new UsageException(exception.Message);
        }
    }

    private void TranscribeAll(IReadOnlyList<InputFile> files)
    {
        var waiting = new List<(InputFile File, ReadOnlyMemory<float> Audio)>();
        foreach (InputFile file in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Guard(file, () =>
            {
                using AudioReader reader = Open(file);
                if (_severalInputs && _settings.BatchSize > 1 && reader.Duration <= ShortRecording)
                {
                    waiting.Add((file, reader.ReadToEnd()));
                    Warn(file, reader);
                    return;
                }

                TranscribeWaiting(waiting);
                Transcription transcription = new ProgressBar(terminal).Run(
                    file.Path, reader.Duration, progress => Transcribe(file, reader, _options with { Progress = progress }));
                Warn(file, reader);
                Deliver(file, transcription);
            });
            if (waiting.Count >= _settings.BatchSize)
                TranscribeWaiting(waiting);
        }

        TranscribeWaiting(waiting);
    }

    private void TranscribeWaiting(List<(InputFile File, ReadOnlyMemory<float> Audio)> waiting)
    {
        if (waiting.Count == 0)
            return;
        ReadOnlyMemory<float>[] audio = [.. waiting.Select(static item => item.Audio)];
        IReadOnlyList<Transcription> transcriptions = _transcriber is null
            ? _engine.Transcribe(audio, _options, cancellationToken)
            : [.. _transcriber.Transcribe(audio, _options, cancellationToken).Select((result, i) => Checked(waiting[i].File, result))];
        for (int i = 0; i < waiting.Count; i++)
            Guard(waiting[i].File, () => Deliver(waiting[i].File, transcriptions[i]));
        waiting.Clear();
    }

    private Transcription Transcribe(InputFile file, AudioReader reader, TranscribeOptions options) => _transcriber is null
        ? _engine.Transcribe(reader, options, cancellationToken)
        : Checked(file, _transcriber.Transcribe(reader, options, cancellationToken));

    /// <summary>Says it where a recording is left out as a whole, which may be the detector's mistake.</summary>
    private Transcription Checked(InputFile file, RecordingTranscription result)
    {
        if (result.HasOnlyNoise)
            terminal.Error($"{file.Path}: no speech was found in it. If there is some, try a lower --threshold, a Silero model with --vad, or --no-vad.");
        return result.Transcription;
    }

    /// <summary>Does one recording's work; where it fails, says so and counts it.</summary>
    private void Guard(InputFile file, Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception) when (exception is SttException or IOException or UnauthorizedAccessException or ArgumentException || (exception is OutputException && _folder is not null))
        {
            _failures++;
            terminal.Error(Describe(file, exception));
        }
    }

    private static string Describe(InputFile file, Exception exception) =>
        exception.Message.Contains(file.Path, StringComparison.Ordinal) || exception is OutputException ? ExceptionText.Of(exception)
        : $"{(file.IsStandardInput ? "standard input" : file.Path)}: {ExceptionText.Of(exception)}";

    private AudioReader Open(InputFile file)
    {
        if (!file.IsStandardInput)
            return AudioReader.Open(file.Path, cancellationToken: cancellationToken);
        Stream input = Console.OpenStandardInput();
        return _settings.RawRate is { } rate
            ? AudioReader.FromFrames(new RawPcmReader(input, new AudioFormat(rate, 1, SampleEncoding.Pcm16), "standard input"), cancellationToken: cancellationToken)
            : AudioReader.Open(input, "standard input", cancellationToken: cancellationToken);
    }

    private void Warn(InputFile file, AudioReader reader)
    {
        foreach (string warning in reader.Warnings)
            terminal.Error($"{file.Path}: {warning}");
    }

    private void Deliver(InputFile file, Transcription transcription)
    {
        if (EngineNotice.Of(transcription) is { } notice)
            terminal.Error($"{file.Path}: {notice}");

        if (_rules is not null)
        {
            var transformer = new TextTransformer(_rules) { Corrections = _corrections?.Current, UsesInverseTextNormalization = _settings.Transform!.Normalizes };
            transcription = TranscriptionTransform.Apply(transcription, transformer, _options.SegmentGap);
        }

        var format = new TranscriptFormatOptions { Words = _settings.Words, Source = file.Path, Model = _engine.Info.ModelId };
        if (_folder is not null)
        {
            _folder.Write(file.OutputName, transcription, format);
            return;
        }

        terminal.Write(writer =>
        {
            if (_severalInputs && _settings.Format == TranscriptFormat.Text)
                writer.Write($"== {file.Path}\n");
            TranscriptWriter.Write(writer, transcription, _settings.Format, format);
        });
    }
}

using Swictation.Host.Input;
using Swictation.Host.Output;
using Swictation.Stt;
using Swictation.Stt.Audio;
using Swictation.Stt.Formats;

namespace Swictation.Host.Commands;

/// <summary>One run of <c>swictation transcribe</c>: every recording in turn, one bad recording does not stop the others.</summary>
internal sealed class TranscribeRun(Terminal terminal, CancellationToken cancellationToken)
{
    /// <summary>Recordings up to this length are collected and run together.</summary>
    private static readonly TimeSpan ShortRecording = TimeSpan.FromSeconds(60);

    private TranscribeSettings _settings = null!;
    private TranscriptFolder? _folder;
    private ISttEngine _engine = null!;
    private TranscribeOptions _options = null!;
    private bool _severalInputs;
    private int _failures;

    public int Execute(TranscribeSettings settings)
    {
        _settings = settings;
        try
        {
            IReadOnlyList<InputFile> files = Prepare();
            using (_engine)
                TranscribeAll(files);
            return _failures == 0 ? ExitCodes.Success : ExitCodes.Failure;
        }
        catch (UsageException exception)
        {
            terminal.Error(exception.Message);
            return ExitCodes.Usage;
        }
    }

    /// <summary>Checks everything that can be checked before work begins, then loads the model.</summary>
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

        IReadOnlyList<BoostPhrase> phrases = _settings.BoostFile is null ? [] : BoostFile.Read(_settings.BoostFile);
        _options = new TranscribeOptions { BatchSize = _settings.BatchSize, BoostPhrases = phrases };
        try
        {
            _engine = SttEngine.Load(_settings.Model, _settings.Engine);
            if (phrases.Count > 0)
                _engine.Transcribe(ReadOnlySpan<float>.Empty, _options, cancellationToken); // compiles the phrases, or says which is wrong
        }
        catch (Exception exception) when (exception is SttException or ArgumentException)
        {
            _engine?.Dispose();
            throw new UsageException(exception.Message);
        }

        return files;
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
                    file.Path, reader.Duration, progress => _engine.Transcribe(reader, _options with { Progress = progress }, cancellationToken));
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
        IReadOnlyList<Transcription> transcriptions = _engine.Transcribe([.. waiting.Select(static item => item.Audio)], _options, cancellationToken);
        for (int i = 0; i < waiting.Count; i++)
            Guard(waiting[i].File, () => Deliver(waiting[i].File, transcriptions[i]));
        waiting.Clear();
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
        exception.Message.Contains(file.Path, StringComparison.Ordinal) || exception is OutputException ? exception.Message
        : $"{(file.IsStandardInput ? "standard input" : file.Path)}: {exception.Message}";

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

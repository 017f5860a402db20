using Swictation.Host.Input;
using Swictation.Host.Live;
using Swictation.Host.Output;
using Swictation.Stt;
using Swictation.Stt.Audio;
using Swictation.Stt.Transform.Corrections;

namespace Swictation.Host.Commands;

/// <summary>One run of <c>swictation listen</c>.</summary>
internal sealed class ListenRun(Terminal terminal, Interruption interruption)
{
    /// <summary>How long an interrupted run may take to finish what was heard; a second signal does not wait.</summary>
    private static readonly TimeSpan FinishingTime = TimeSpan.FromSeconds(30);

    public int Execute(ListenSettings settings)
    {
        try
        {
            return ListenAsync(settings).GetAwaiter().GetResult();
        }
        catch (UsageException exception)
        {
            terminal.Error(exception.Message);
            return ExitCodes.Usage;
        }
        catch (Exception exception) when (exception is SttException or IOException or UnauthorizedAccessException)
        {
            // The recording cannot be opened; what goes wrong later comes as an event.
            string name = settings.File ?? "standard input";
            terminal.Error(exception.Message.Contains(name, StringComparison.Ordinal) ? exception.Message : $"{name}: {exception.Message}");
            return ExitCodes.Failure;
        }
    }

    private async Task<int> ListenAsync(ListenSettings settings)
    {
        if (settings.File is not null && !File.Exists(settings.File))
            throw new UsageException(Directory.Exists(settings.File) ? $"{settings.File} is a folder; listen follows one recording." : $"There is no file {settings.File}.");
        RecognitionSettings recognition = settings.BoostFile is null ? settings.Recognition : settings.Recognition.With(BoostFile.Read(settings.BoostFile));
        string? model = AutomaticModel.Resolve(terminal, settings.Model, settings.Engine, recognition, isLive: true);
        using LoadedModels models = LoadedModels.Load(model, settings.Engine, settings.Fallback, recognition, withDetector: true, settings.Detector);
        using AudioReader? reader = OpenReader(settings);
        await using IAudioSource source = OpenSource(settings, reader);
        using CorrectionFile? corrections = settings.Transform?.OpenCorrections(terminal);
        IEventView view = ChooseView(settings);
        await using var pipeline = new SttPipeline(
            models.Engine,
            new SttPipelineOptions
            {
                Segmenter = settings.Segmenter,
                Transform = settings.Transform?.Load(),
                Corrections = corrections is null ? null : () => corrections.Current,
                UsesInverseTextNormalization = settings.Transform?.Normalizes == true,
                Stream = new StreamOptions { Transcribe = recognition.Options },
                LevelInterval = view is PlainView ? TimeSpan.Zero : TimeSpan.FromSeconds(0.1),
            },
            models.Detector);
        // Interrupted, the pipeline stops reading, tells what was heard, and its events end.
        interruption.Grace = FinishingTime;
        await using CancellationTokenRegistration registration = interruption.Token.UnsafeRegister(static pipeline => _ = FinishAsync((SttPipeline)pipeline!), pipeline);
        var printer = new EventPrinter(terminal, view);
        try
        {
            await printer.PrintAsync(pipeline.RunAsync(source));
        }
        catch (ObjectDisposedException) when (interruption.Token.IsCancellationRequested)
        {
            // Interrupted before it had begun.
        }

        foreach (string warning in reader?.Warnings ?? [])
            terminal.Error($"{settings.File ?? "standard input"}: {warning}");
        return interruption.Token.IsCancellationRequested ? ExitCodes.Interrupted
            : printer.HasSourceFailed ? ExitCodes.Failure
            : ExitCodes.Success;
    }

    private static async Task FinishAsync(SttPipeline pipeline) => await pipeline.DisposeAsync();

    private static AudioReader? OpenReader(ListenSettings settings) =>
        settings.File is not null ? AudioReader.Open(settings.File)
        : settings.RawRate is null ? AudioReader.Open(Console.OpenStandardInput(), "standard input")
        : null;

    private static IAudioSource OpenSource(ListenSettings settings, AudioReader? reader)
    {
        if (reader is null)
            return AudioSource.FromRawPcm(Console.OpenStandardInput(), new AudioFormat(settings.RawRate!.Value, 1, SampleEncoding.Pcm16));
        IAudioSource source = AudioSource.From(reader, leaveOpen: true);
        return settings.RealTime ? AudioSource.Realtime(source) : source;
    }

    private static IEventView ChooseView(ListenSettings settings) =>
        settings.Json ? new JsonView()
        : Display.IsLive && !settings.Partials ? new LiveView(Display.GetColumns, Display.IsStyled)
        : new PlainView(settings.Partials);
}

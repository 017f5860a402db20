using Swictation.Host.Input;
using Swictation.Host.Output;
using Swictation.Host.Quantization;
using Swictation.Stt;
using Swictation.Stt.Models;
using Swictation.Stt.Quantization;

namespace Swictation.Host.Commands;

/// <summary>One run of <c>swictation models quantize</c>: quantises, compares, reports.</summary>
internal sealed class QuantizeRun(Terminal terminal, CancellationToken cancellationToken)
{
    public int Execute(QuantizeSettings settings)
    {
        try
        {
            bool isFile = File.Exists(settings.Model);
            LocatedModel? located = isFile ? null : ModelLocator.Find(settings.Model);
            string source = located?.Directory ?? settings.Model!;
            // Beside a model of the store lie its other revisions, and beside the bundled one the program: a new model has its own name.
            string? output = settings.Output ?? (located?.Entry is { Id: var id } ? Path.Combine(ModelStore.DefaultFolder, $"{id}-{settings.Quantization.Format.ToString().ToLowerInvariant()}") : null);
            if (isFile && output is not null && Directory.Exists(output))
                output = Path.Combine(output, Path.GetFileName(ModelQuantizer.GetDefaultOutput(source, settings.Quantization.Format)));
            bool compares = settings.Compares && !isFile; // a graph alone is no model
            IReadOnlyList<ComparedRecording> recordings = compares ? ComparedRecording.Read(settings.Audio, cancellationToken) : [];
            var quantizer = new ModelQuantizer(settings.Quantization);
            QuantizationResult result = new QuantizationBar(terminal).Run(progress => quantizer.Quantize(source, output, progress, cancellationToken));
            ModelComparison? comparison = null;
            string? failure = null;
            if (compares)
            {
                try
                {
                    comparison = ModelComparison.Run(source, result.Output, settings.Engine, recordings, settings.Rounds, cancellationToken);
                }
                catch (SttException exception)
                {
                    failure = exception.Message;
                    terminal.Error($"The quantised model {result.Output} was written, but the two could not be compared: {failure}");
                }
            }

            terminal.Write(writer =>
            {
                if (settings.Json)
                    QuantizationJson.Write(writer, result, comparison);
                else
                    QuantizationText.Write(writer, result, comparison, settings.Layers);
            });
            return failure is null ? ExitCodes.Success : ExitCodes.Failure;
        }
        catch (Exception exception) when (exception is SttException or ArgumentException or UsageException)
        {
            terminal.Error(exception.Message);
            return ExitCodes.Usage;
        }
    }
}

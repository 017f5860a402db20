using System.Text;
using Swictation.Host.Input;
using Swictation.Host.Output;
using Swictation.Host.Transforming;
using Swictation.Stt.Formats;
using Swictation.Stt.Transform;
using Swictation.Stt.Transform.Corrections;

namespace Swictation.Host.Commands;

/// <summary>One run of <c>swictation transform</c>.</summary>
internal sealed class TransformRun(Terminal terminal, CancellationToken cancellationToken)
{
    public int Execute(TransformSettings settings)
    {
        try
        {
            using CorrectionFile? corrections = settings.Rules.OpenCorrections(terminal);
            var transformer = new TextTransformer(settings.Rules.Load()) { UsesInverseTextNormalization = settings.Rules.Normalizes };
            var document = new StringBuilder();
            foreach (string utterance in Read(settings))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (settings.Fresh)
                    transformer.Reset();
                transformer.Corrections = corrections?.Current;
                TransformResult result = transformer.Transform(utterance);
                result.ApplyTo(document);
                if (settings.Output != TransformOutput.Document)
                    terminal.Write(writer => Print(writer, settings.Output, utterance, result));
            }

            if (settings.Output == TransformOutput.Document)
            {
                if (document.Length > 0 && document[^1] != '\n')
                    document.Append('\n');
                terminal.Write(writer => writer.Write(document));
            }

            return ExitCodes.Success;
        }
        catch (UsageException exception)
        {
            terminal.Error(exception.Message);
            return ExitCodes.Usage;
        }
    }

    private static void Print(TextWriter writer, TransformOutput output, string utterance, TransformResult result)
    {
        switch (output)
        {
            case TransformOutput.Explanation:
                EditText.WriteExplanation(writer, utterance, result);
                break;
            case TransformOutput.Edits:
                foreach (TransformEdit edit in result.Edits)
                    writer.Write(EditText.Describe(edit) + "\n");
                break;
            case TransformOutput.Json:
                writer.Write(TransformResultWriter.ToJson(utterance, result) + "\n");
                break;
            default:
                writer.Write(EditText.Escape(result.Text.StartsWith(' ') ? result.Text[1..] : result.Text) + "\n");
                break;
        }
    }

    private static IEnumerable<string> Read(TransformSettings settings)
    {
        if (settings.Utterances.Count > 0)
            return settings.Utterances;
        return settings.Files.Count == 0 ? ReadLines(new StreamReader(Console.OpenStandardInput(), Encoding.UTF8)) : settings.Files.SelectMany(ReadFile);
    }

    private static IEnumerable<string> ReadFile(string path)
    {
        try
        {
            return ReadLines(new StreamReader(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file {path} cannot be read: {exception.Message}");
        }
    }

    private static IEnumerable<string> ReadLines(StreamReader reader)
    {
        using (reader)
        {
            while (reader.ReadLine() is { } line)
                yield return line;
        }
    }
}

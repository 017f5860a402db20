using Swictation.Stt;
using Swictation.Stt.Formats;

namespace Swictation.Host.Output;

/// <summary>A folder of transcript files, each of which appears under its name only when it is whole.</summary>
internal sealed class TranscriptFolder
{
    private readonly string _folder;
    private readonly TranscriptFormat _format;

    /// <summary>Initializes a new instance and makes the folder.</summary>
    /// <exception cref="OutputException">The folder cannot be made or written.</exception>
    public TranscriptFolder(string folder, TranscriptFormat format)
    {
        _folder = Path.GetFullPath(folder);
        _format = format;
        try
        {
            Directory.CreateDirectory(_folder);
            string probe = TemporaryName("probe");
            File.Create(probe).Dispose();
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new OutputException($"The output folder {_folder} cannot be written: {exception.Message} Choose another with --output.", exception);
        }
    }

    /// <summary>Writes a transcript.</summary>
    /// <param name="name">The file's name without its extension.</param>
    /// <param name="transcription">The transcription.</param>
    /// <param name="options">How to write it.</param>
    /// <returns>The path of the file.</returns>
    /// <exception cref="OutputException">The file cannot be written; nothing of it is left.</exception>
    public string Write(string name, Transcription transcription, TranscriptFormatOptions options)
    {
        string path = Path.Combine(_folder, name + TranscriptWriter.GetExtension(_format));
        string temporary = TemporaryName(name);
        try
        {
            using (var writer = new StreamWriter(temporary) { NewLine = "\n" })
                TranscriptWriter.Write(writer, transcription, _format, options);
            File.Move(temporary, path, overwrite: true);
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw new OutputException($"{path} cannot be written: {exception.Message}", exception);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Its name says that it is temporary.
        }
    }

    private string TemporaryName(string name) => Path.Combine(_folder, $".{name}.{Environment.ProcessId}.tmp");
}

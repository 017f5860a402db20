using Swictation.Host.Input;
using Swictation.Stt;
using Swictation.Stt.Audio;

namespace Swictation.Host.Quantization;

/// <summary>A recording that both models hear, read beforehand.</summary>
/// <param name="Name">Its file's name.</param>
/// <param name="Samples">Its samples at 16 kHz.</param>
internal sealed record ComparedRecording(string Name, float[] Samples)
{
    private const int BlockSize = 1 << 16;

    private static readonly string Sample = Path.Combine(AppContext.BaseDirectory, "samples", "hello.wav");

    /// <exception cref="UsageException">An argument is no recording.</exception>
    public static IReadOnlyList<ComparedRecording> Read(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            return [.. InputFiles.Find(arguments.Count > 0 ? arguments : [Sample]).Select(file => Read(file.Path, cancellationToken))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"A recording to compare on cannot be read: {exception.Message}");
        }
    }

    private static ComparedRecording Read(string path, CancellationToken cancellationToken)
    {
        if (path == InputFile.StandardInput)
            throw new UsageException("Recordings to compare on are heard several times: give files, not standard input.");
        using AudioReader reader = AudioReader.Open(path, cancellationToken: cancellationToken);
        var samples = new List<float>();
        var block = new float[BlockSize];
        for (int read = reader.Read(block); read > 0; read = reader.Read(block))
        {
            cancellationToken.ThrowIfCancellationRequested();
            samples.AddRange(block.AsSpan(0, read));
        }

        return new ComparedRecording(Path.GetFileName(path), [.. samples]);
    }
}

using Swictation.Stt.Audio;

namespace Swictation.Stt.Tests;

/// <summary>The example of the README, compiled as it stands there.</summary>
internal static class ReadmeExample
{
    public static void Run(TextWriter output, string directory)
    {
        TextWriter Console = output; // what the example calls Console
        string previous = Environment.CurrentDirectory;
        Environment.CurrentDirectory = directory;
        try
        {
            // <example>
            using ISttEngine engine = SttEngine.Load();                      // or a directory: SttEngine.Load("/models/parakeet-tdt-0.6b-v3")
            using AudioReader audio = AudioReader.Open("hello.wav");         // any format, rate and length; mono at 16 kHz comes out
            Transcription result = engine.Transcribe(audio);
            foreach (TranscriptionWord word in result.Words)
                Console.WriteLine($"{word.Start.TotalSeconds:F2} s  {word.Text}  ({word.Confidence:P0})");
            // </example>
        }
        finally
        {
            Environment.CurrentDirectory = previous;
        }
    }
}

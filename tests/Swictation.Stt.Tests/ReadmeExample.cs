using Swictation.Stt.Audio;

namespace Swictation.Stt.Tests;

/// <summary>The examples of the README, compiled as they stand there.</summary>
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

    public static async Task RunLiveAsync(TextWriter output, ISttEngine engine, string path)
    {
        TextWriter Console = output;
        using AudioReader microphone = AudioReader.Open(path);

        // <live>
        await using var pipeline = new SttPipeline(engine);
        await foreach (SttEvent e in pipeline.RunAsync(microphone))          // an AudioReader, blocks of samples, any IAudioSource
        {
            if (e is PartialEvent partial)
                Console.WriteLine($"… {partial.Stable} | {partial.Volatile}");  // the left never changes again, the right may
            else if (e is FinalEvent final)
                Console.WriteLine($"{final.Start.TotalSeconds:F1} s  {final.Text}");
            else if (e is ErrorEvent error)
                Console.WriteLine(error.Exception.Message);                  // the pipeline goes on
        }
        // </live>
    }
}

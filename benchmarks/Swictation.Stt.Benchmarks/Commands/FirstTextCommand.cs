using System.Diagnostics;
using System.Globalization;
using Swictation.Stt.Audio;
using Swictation.Stt.Benchmarks.Measurement;
using Swictation.Stt.Onnx;
using Swictation.Stt.Parakeet;

namespace Swictation.Stt.Benchmarks.Commands;

/// <summary>
/// The least program that transcribes: what <c>--startup</c> and <c>--peers</c> start as a child process. Prints the text of each file,
/// then a line of measurements: milliseconds of loading the engine, milliseconds of the first file, milliseconds
/// of processor time until then, peak memory in bytes.
/// </summary>
internal static class FirstTextCommand
{
    public const string Verb = "first-text";

    /// <summary>Runs the command.</summary>
    /// <param name="args">The verb, the model's folder, the number of threads, and the files.</param>
    public static int Run(string[] args)
    {
        long started = Stopwatch.GetTimestamp();
        using ParakeetEngine engine = ParakeetEngine.Load(
            args[1], new ParakeetOptions { Threads = int.Parse(args[2], CultureInfo.InvariantCulture), GraphCache = GraphCache.OpenDefault() });
        long loaded = Stopwatch.GetTimestamp();
        long first = 0;
        double processor = 0;
        using (Stream output = Console.OpenStandardOutput())
        {
            for (int i = 3; i < args.Length; i++)
            {
                string text = engine.Transcribe(AudioReader.ReadAll(args[i])).Text;
                output.Write(System.Text.Encoding.UTF8.GetBytes(text + "\n"));
                if (first != 0)
                    continue;
                first = Stopwatch.GetTimestamp();
                processor = Machine.ProcessorMilliseconds;
            }

            string measurements = string.Create(
                CultureInfo.InvariantCulture,
                $"{Stopwatch.GetElapsedTime(started, loaded).TotalMilliseconds:F3} {Stopwatch.GetElapsedTime(loaded, first).TotalMilliseconds:F3} {processor:F3} {PeakMemory.OfThisProcess()}\n");
            output.Write(System.Text.Encoding.UTF8.GetBytes(measurements));
        }

        return 0;
    }
}

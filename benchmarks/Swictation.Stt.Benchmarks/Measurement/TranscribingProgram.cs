using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Swictation.Stt.Benchmarks.Commands;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Benchmarks.Measurement;

/// <summary>A program that prints the text of each file that it is given, started anew for each run.</summary>
internal sealed class TranscribingProgram
{
    private readonly string _path;
    private readonly string[] _arguments;
    private readonly bool _measuresItself;
    private readonly IReadOnlyDictionary<string, string> _environment;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="name">What tables call it.</param>
    /// <param name="path">The program.</param>
    /// <param name="arguments">Its arguments before the files.</param>
    /// <param name="measuresItself">
    /// Whether its last line holds measurements: milliseconds of loading, of the first file and of processor time, and peak memory in bytes.
    /// </param>
    /// <param name="environment">Further environment variables.</param>
    public TranscribingProgram(
        string name, string path, string[] arguments, bool measuresItself, IReadOnlyDictionary<string, string>? environment = null)
    {
        Name = name;
        _path = path;
        _arguments = arguments;
        _measuresItself = measuresItself;
        _environment = environment ?? new Dictionary<string, string>();
    }

    public string Name { get; }

    /// <summary>Gets this program in its least form.</summary>
    /// <param name="model">The model's folder.</param>
    /// <param name="threads">The number of threads.</param>
    /// <param name="graphCache">The folder for rewritten graphs, or null to do without.</param>
    public static TranscribingProgram Ours(string model, int threads, string? graphCache = null)
    {
        string self = Environment.ProcessPath!;
        string[] arguments = [FirstTextCommand.Verb, model, threads.ToString(CultureInfo.InvariantCulture)];
        bool hosted = Path.GetFileNameWithoutExtension(self) == "dotnet";
        return new TranscribingProgram(
            graphCache is null ? "Swictation.Stt" : "Swictation.Stt, graph cache", self, hosted ? [Path.Combine(AppContext.BaseDirectory, "Swictation.Stt.Benchmarks.dll"), .. arguments] : arguments, measuresItself: true,
            new Dictionary<string, string> { [GraphCache.Variable] = graphCache ?? "0" });
    }

    /// <summary>Runs the program to its end.</summary>
    /// <param name="watchMemory">Whether to watch the memory of a program that does not measure itself, at the cost of some disturbance.</param>
    /// <param name="files">The files to transcribe.</param>
    public ProgramRun Run(bool watchMemory, params IReadOnlyList<string> files)
    {
        var start = new ProcessStartInfo(_path, [.. _arguments, .. files])
        {
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        foreach ((string name, string value) in _environment)
            start.Environment[name] = value;
        try
        {
            long began = Stopwatch.GetTimestamp();
            using Process process = Process.Start(start)!;
            string first = process.StandardOutput.ReadLine() ?? throw Failed("printed nothing");
            double firstText = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            long peak = watchMemory && !_measuresItself ? PeakMemory.Watch(process) : 0;
            string[] lines = [first, .. process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw Failed($"exited with {process.ExitCode}");
            if (!_measuresItself)
                return new ProgramRun(firstText, null, null, null, peak, lines);
            double[] measurements = [.. lines[^1].Split(' ').Select(static value => double.Parse(value, CultureInfo.InvariantCulture))];
            return new ProgramRun(firstText, measurements[0], measurements[1], measurements[2], (long)measurements[3], lines[..^1]);
        }
        catch (Win32Exception exception)
        {
            throw Failed(exception.Message);
        }
    }

    private CommandException Failed(string how) => new($"{_path} {how}.");
}

using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Swictation.Stt;
using Swictation.Stt.Audio;
using Swictation.Stt.Models;
using Swictation.Stt.Onnx;

namespace Swictation.Host.Doctor;

/// <summary>The doctor's checks. None throws: what goes wrong is a finding.</summary>
internal sealed class Examination(SttEngineOptions options, string? model, string? detector, CancellationToken cancellationToken)
{
    /// <summary>The self-test's audio lies beside the program; its text is known.</summary>
    private static readonly string SampleFile = Path.Combine(AppContext.BaseDirectory, "samples", "hello.wav");
    private const string SampleText = "hello comma world period";

    public IReadOnlyList<CheckResult> Run()
    {
        var results = new List<CheckResult> { System(), MemoryCheck.Memory(), Runtime(), MemoryCheck.Graphs(options.GraphCache) };
        results.AddRange(Models());
        results.Add(DetectorCheck.Run(detector, SampleFile, cancellationToken));
        results.Add(FFmpeg());
        results.Add(SelfTest());
        return results;
    }

    private static CheckResult System() => new("system", CheckStatus.Ok,
    [
        ("operating system", $"{RuntimeInformation.OSDescription} ({RuntimeInformation.RuntimeIdentifier})"),
        (".NET", RuntimeInformation.FrameworkDescription),
        ("processors", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
        ("processor features", string.Join(' ', ProcessorFeatures())),
    ]);

    private static IEnumerable<string> ProcessorFeatures()
    {
        (string Name, bool Present)[] features =
        [
            ("SSE4.2", Sse42.IsSupported), ("AVX", Avx.IsSupported), ("AVX2", Avx2.IsSupported), ("FMA", Fma.IsSupported),
            ("AVX-512F", Avx512F.IsSupported), ("AVX-VNNI", AvxVnni.IsSupported), ("NEON", AdvSimd.IsSupported), ("DotProd", Dp.IsSupported),
        ];
        return features.Where(static feature => feature.Present).Select(static feature => feature.Name)
            .Append($"vectors of {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0)} bits");
    }

    private static CheckResult Runtime()
    {
        try
        {
            OrtEnv env = OrtEnv.Instance;
            return new CheckResult("ONNX Runtime", CheckStatus.Ok,
            [
                ("version", env.Version),
                ("build", env.BuildInfo),
                ("library", env.LibraryPath),
                ("found by", env.LibraryOrigin),
                ("providers", string.Join(", ", env.AvailableProviders)),
            ]);
        }
        catch (OnnxRuntimeException exception)
        {
            return new CheckResult("ONNX Runtime", CheckStatus.Problem, [("error", exception.Message)],
                "Add the package Microsoft.ML.OnnxRuntime, or set SWICTATION_ONNXRUNTIME to the library's path.");
        }
    }

    private List<CheckResult> Models()
    {
        var results = new List<CheckResult>();
        if (model is not null)
            results.Add(Model(model));
        foreach (string folder in ModelLocator.GetFolders())
        {
            if (!Directory.Exists(folder))
                continue;
            HashSet<string> stored = StoreCheck.FoldersOf(folder);
            foreach (string directory in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
            {
                if (Path.GetFileName(directory)[0] != '.' && !stored.Contains(directory))
                    results.Add(Model(directory));
            }
        }

        if (results.Count == 0)
        {
            results.Add(new CheckResult("models", CheckStatus.Problem, [("looked in", string.Join(", ", ModelLocator.GetFolders()))],
                "Put a model into one of these folders, or name its directory with --model."));
        }

        results.Add(StoreCheck.Run());
        return results;
    }

    private static CheckResult Model(string wanted)
    {
        string name = $"model {Path.GetFileName(wanted.TrimEnd(Path.DirectorySeparatorChar))}";
        try
        {
            SttModelFiles files = SttModelFiles.Find(wanted);
            long bytes = files.Graphs.Sum(static path => new FileInfo(path).Length);
            return new CheckResult(name, CheckStatus.Ok,
            [
                ("directory", files.Directory),
                ("engine", files.Engine.ToString().ToLowerInvariant()),
                ("layout", files.Layout),
                ("precision", files.Precision),
                ("size", string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:F1} MiB")),
            ]);
        }
        catch (SttException exception)
        {
            return new CheckResult(name, CheckStatus.Problem, [("directory", wanted), ("error", exception.Message)], "Get the missing files, or remove the directory.");
        }
    }

    private static CheckResult FFmpeg()
    {
        string? path = FFmpegLocator.Find();
        return path is not null
            ? new CheckResult("ffmpeg", CheckStatus.Ok, [("program", path)])
            : new CheckResult("ffmpeg", CheckStatus.Warning, [("program", "not found; only WAV can be read")],
                "Install it (Debian: apt-get install ffmpeg; macOS: brew install ffmpeg; Windows: winget install ffmpeg), or set SWICTATION_FFMPEG to its path.");
    }

    private CheckResult SelfTest()
    {
        const string Name = "self-test";
        try
        {
            if (!File.Exists(SampleFile))
                return new CheckResult(Name, CheckStatus.Warning, [("sample", $"{SampleFile} is missing")], "Install the program again.");
            float[] audio = AudioReader.ReadAll(SampleFile, cancellationToken: cancellationToken);
            long start = TimeProvider.System.GetTimestamp();
            using ISttEngine engine = SttEngine.Load(ModelLocator.DefaultModel, options with { Engine = SttEngineKind.Auto });
            TimeSpan load = TimeProvider.System.GetElapsedTime(start);
            start = TimeProvider.System.GetTimestamp();
            string text = engine.Transcribe(audio, null, cancellationToken).Text;
            TimeSpan first = TimeProvider.System.GetElapsedTime(start);
            start = TimeProvider.System.GetTimestamp();
            engine.Transcribe(audio, null, cancellationToken);
            TimeSpan warm = TimeProvider.System.GetElapsedTime(start);
            double length = audio.Length / 16000.0;
            bool right = text == SampleText;
            return new CheckResult(Name, right ? CheckStatus.Ok : CheckStatus.Problem,
            [
                ("model", $"{engine.Info.ModelId} ({engine.Info.Kind}, {engine.Info.Layout})"),
                ("provider", $"{engine.Info.Provider}: {engine.Info.ProviderReason}"),
                ("text", right ? "as expected" : $"\"{text}\" instead of \"{SampleText}\""),
                ("load", string.Create(CultureInfo.InvariantCulture, $"{load.TotalMilliseconds:F0} ms")),
                ("first", string.Create(CultureInfo.InvariantCulture, $"{first.TotalMilliseconds:F0} ms for {length:F1} s of audio")),
                ("warm", string.Create(CultureInfo.InvariantCulture, $"{warm.TotalMilliseconds:F1} ms, {length / warm.TotalSeconds:F0} times real time")),
            ], right ? null : "The model or ONNX Runtime is damaged or unsuitable: install the program again.");
        }
        catch (Exception exception) when (exception is SttException or IOException)
        {
            return new CheckResult(Name, CheckStatus.Problem, [("error", exception.Message)], "See the problems above.");
        }
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Swictation.Stt.Onnx;

/// <summary>Tells processors apart for which ONNX Runtime may lay out a graph differently.</summary>
internal static class ProcessorIdentity
{
    private const string LinuxFile = "/proc/cpuinfo";

    /// <summary>The entries of a processor that do not change from boot to boot or from core to core, on x86 and on ARM.</summary>
    private static readonly string[] Names =
        ["vendor_id", "cpu family", "model", "model name", "stepping", "flags", "Features", "CPU implementer", "CPU architecture", "CPU variant", "CPU part", "CPU revision"];

    private static readonly Lazy<string> Value = new(Read);

    /// <summary>Gets a text that is the same for processors of one model with the same features, under one system.</summary>
    public static string Text => Value.Value;

    /// <summary>Picks what identifies a processor from the first entry of Linux's list.</summary>
    internal static string Describe(IEnumerable<string> lines)
    {
        IEnumerable<string> first = lines.TakeWhile(static line => !string.IsNullOrWhiteSpace(line));
        return string.Join('\n', first.Select(static line => line.Split(':', 2)).Where(static parts => parts.Length == 2 && Names.Contains(parts[0].Trim()))
            .Select(static parts => $"{parts[0].Trim()}: {parts[1].Trim()}"));
    }

    private static string Read()
    {
        string named = Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? string.Empty; // Windows
        if (OperatingSystem.IsLinux())
        {
            try
            {
                named = Describe(File.ReadLines(LinuxFile));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // What .NET knows of it has to do.
            }
        }

        (string Name, bool Present)[] features =
        [
            ("avx", Avx.IsSupported), ("avx2", Avx2.IsSupported), ("fma", Fma.IsSupported), ("avx512f", Avx512F.IsSupported),
            ("avxvnni", AvxVnni.IsSupported), ("neon", AdvSimd.IsSupported), ("dotprod", Dp.IsSupported),
        ];
        return $"{RuntimeInformation.RuntimeIdentifier} {RuntimeInformation.ProcessArchitecture} " +
            $"{string.Join(' ', features.Where(static feature => feature.Present).Select(static feature => feature.Name))}\n{named}";
    }
}

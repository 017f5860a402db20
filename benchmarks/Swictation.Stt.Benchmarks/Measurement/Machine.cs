using System.Runtime.InteropServices;

namespace Swictation.Stt.Benchmarks.Measurement;

/// <summary>What a figure depends on besides the code.</summary>
internal static class Machine
{
    /// <summary>Gets the processor's name, the number of logical processors, and the operating system.</summary>
    public static string Description =>
        $"{Processor()}, {Environment.ProcessorCount} logical processors, {RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}";

    public static string Runtime
    {
        get
        {
            string settings = string.Join(", ", Environment.GetEnvironmentVariables().Keys.Cast<string>()
                .Where(static name => name.StartsWith("DOTNET_Tiered", StringComparison.Ordinal) || name is "DOTNET_ReadyToRun" or "DOTNET_TC_QuickJitForLoops" or "SWICTATION_SIMD")
                .Order(StringComparer.Ordinal)
                .Select(static name => $"{name}={Environment.GetEnvironmentVariable(name)}"));
            return RuntimeInformation.FrameworkDescription + (settings.Length == 0 ? string.Empty : $" ({settings})");
        }
    }

    /// <summary>Gets how many tasks wanted a processor during the last minute; more than there are processors is noise.</summary>
    public static string? Load
    {
        get
        {
            const string Path = "/proc/loadavg";
            return File.Exists(Path) ? File.ReadAllText(Path).Split(' ')[0] : null;
        }
    }

    /// <summary>Gets the processor time that this process has used, in milliseconds.</summary>
    public static double ProcessorMilliseconds => Environment.CpuUsage.TotalTime.TotalMilliseconds;

    private static string Processor()
    {
        const string Path = "/proc/cpuinfo";
        string? line = File.Exists(Path)
            ? File.ReadLines(Path).FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line is null
            ? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString()
            : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}

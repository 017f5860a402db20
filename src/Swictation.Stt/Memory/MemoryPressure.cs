using System.Globalization;

namespace Swictation.Stt;

/// <summary>How much of the time tasks of this machine waited for memory: Linux's pressure stall information. A snapshot.</summary>
/// <param name="SomeAverage10">The share of the last 10 s in which at least one task waited, in per cent.</param>
/// <param name="FullAverage10">The share of the last 10 s in which all tasks waited, in per cent.</param>
public readonly record struct MemoryPressure(double SomeAverage10, double FullAverage10)
{
    internal const string SystemFile = "/proc/pressure/memory";

    /// <summary>Reads it.</summary>
    /// <returns>It, or <see langword="null"/> where the system does not tell: no Linux, or one without it.</returns>
    public static MemoryPressure? Read() => Read(SystemFile);

    internal static MemoryPressure? Read(string path)
    {
        try
        {
            double? some = null, full = null;
            foreach (string line in File.ReadLines(path))
            {
                // some avg10=0.00 avg60=0.00 avg300=0.00 total=0
                string[] words = line.Split(' ');
                if (words.Length < 2 || !words[1].StartsWith("avg10=", StringComparison.Ordinal)
                    || !double.TryParse(words[1].AsSpan(6), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double average))
                    continue;
                if (words[0] == "some")
                    some = average;
                else if (words[0] == "full")
                    full = average;
            }

            return some is { } waited ? new MemoryPressure(waited, full ?? 0) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null; // not compiled in, or turned off
        }
    }
}

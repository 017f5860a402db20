using System.Globalization;

namespace Swictation.Stt;

/// <summary>Reads memory where Linux tells of it: proc.rst, cgroup-v2.rst, cgroup-v1/memory.rst.</summary>
internal static class LinuxMemory
{
    /// <param name="root">The root of the file system; a test's own.</param>
    public static SystemMemory Read(string root)
    {
        IReadOnlyDictionary<string, long> machine = Kilobytes(Path.Combine(root, "proc/meminfo"));
        IReadOnlyDictionary<string, long> process = Kilobytes(Path.Combine(root, "proc/self/status"));
        SystemMemory managed = SystemMemory.ReadManaged();
        (long Limit, long Used)? group = FindLimit(root);
        long total = Value(machine, "MemTotal") ?? managed.TotalBytes;
        return new SystemMemory
        {
            TotalBytes = total,
            AvailableBytes = Value(machine, "MemAvailable") ?? managed.AvailableBytes,
            LimitBytes = group is { } found && found.Limit < total ? found.Limit : null,
            LimitUsedBytes = group is { } used && used.Limit < total ? used.Used : null,
            ResidentBytes = Value(process, "VmRSS") ?? managed.ResidentBytes,
            AnonymousBytes = Value(process, "RssAnon"),
        };
    }

    /// <summary>Finds the lowest limit of the process's control group and its ancestors, and what counts against it.</summary>
    private static (long Limit, long Used)? FindLimit(string root)
    {
        (long Limit, long Used)? lowest = null;
        foreach (string line in Lines(Path.Combine(root, "proc/self/cgroup")))
        {
            string[] parts = line.Split(':', 3);
            if (parts.Length < 3)
                continue;
            bool unified = parts[0] == "0" && parts[1].Length == 0;
            if (!unified && !parts[1].Split(',').Contains("memory"))
                continue;
            string top = Path.Combine(root, unified ? "sys/fs/cgroup" : "sys/fs/cgroup/memory");
            for (string path = parts[2].Trim('/'); ; path = path[..Math.Max(0, path.LastIndexOf('/'))])
            {
                if (ReadGroup(Path.Combine(top, path), unified) is { } group && (lowest is null || group.Limit < lowest.Value.Limit))
                    lowest = group;
                if (path.Length == 0)
                    break;
            }
        }

        return lowest;
    }

    private static (long Limit, long Used)? ReadGroup(string folder, bool unified)
    {
        // memory.high does not kill, but it makes a process crawl: it is a limit, too.
        long? limit = unified
            ? Lower(Number(Path.Combine(folder, "memory.max")), Number(Path.Combine(folder, "memory.high")))
            : Number(Path.Combine(folder, "memory.limit_in_bytes"));
        if (limit is not { } bytes)
            return null;
        long used = Number(Path.Combine(folder, unified ? "memory.current" : "memory.usage_in_bytes")) ?? 0;
        string inactive = unified ? "inactive_file" : "total_inactive_file";
        long cache = Lines(Path.Combine(folder, "memory.stat")).Select(static line => line.Split(' ')).Where(parts => parts.Length == 2 && parts[0] == inactive)
            .Select(static parts => Parse(parts[1]) ?? 0).FirstOrDefault();
        return (bytes, Math.Max(0, used - cache)); // the working set as Kubernetes counts it
    }

    private static long? Lower(long? a, long? b) => a is null ? b : b is null ? a : Math.Min(a.Value, b.Value);

    private static Dictionary<string, long> Kilobytes(string path)
    {
        var values = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (string line in Lines(path))
        {
            string[] parts = line.Split(':', 2);
            if (parts.Length == 2 && parts[1].Trim().Split(' ') is [var number, "kB"] && Parse(number) is { } kilobytes)
                values[parts[0]] = kilobytes * 1024;
        }

        return values;
    }

    private static long? Value(IReadOnlyDictionary<string, long> values, string name) => values.TryGetValue(name, out long value) ? value : null;

    /// <summary>Reads a number; null for "max", and where the file is absent.</summary>
    private static long? Number(string path) => Lines(path) is [var line, ..] ? Parse(line.Trim()) : null;

    private static long? Parse(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) ? value : null;

    private static string[] Lines(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

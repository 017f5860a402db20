using System.Globalization;
using Swictation.Stt;
using Swictation.Stt.Models;
using Swictation.Stt.Onnx;

namespace Swictation.Host.Doctor;

/// <summary>The doctor's checks of what loading a model needs: memory, and the cache of rewritten graphs.</summary>
internal static class MemoryCheck
{
    public static CheckResult Memory()
    {
        SystemMemory memory = SystemMemory.Read();
        var findings = new List<(string Name, string Value)>
        {
            ("total", ByteSize.Format(memory.TotalBytes)),
            ("available", ByteSize.Format(memory.AvailableBytes)),
            ("limit", memory.LimitBytes is { } limit ? $"{ByteSize.Format(limit)} of the control group, {ByteSize.Format(memory.LimitUsedBytes ?? 0)} used" : "none"),
            ("pressure", MemoryPressure.Read() is { } pressure
                ? string.Create(CultureInfo.InvariantCulture, $"some waited {pressure.SomeAverage10:0.00} % of the last 10 s, all {pressure.FullAverage10:0.00} %")
                : "the system does not tell"),
        };
        using NvidiaManagement? gpus = NvidiaManagement.TryOpen();
        IReadOnlyList<NvidiaDevice> devices = gpus?.GetDevices() ?? [];
        foreach (NvidiaDevice device in devices)
            findings.Add(($"gpu {device.Index}", $"{device.Name}, {ByteSize.Format(device.FreeBytes)} of {ByteSize.Format(device.TotalBytes)} free"));
        if (devices.Count == 0)
            findings.Add(("gpu", "no NVIDIA driver answers"));
        return new CheckResult("memory", CheckStatus.Ok, findings);
    }

    public static CheckResult Graphs(GraphCache? cache)
    {
        const string Name = "graph cache";
        if (cache is null)
            return new CheckResult(Name, CheckStatus.Ok, [("state", "off")]);
        GraphCacheUsage usage = cache.GetUsage();
        (string, string)[] findings =
        [
            ("state", "on"),
            ("folder", cache.Folder),
            ("holds", $"{usage.Entries} {(usage.Entries == 1 ? "graph" : "graphs")}, {ByteSize.Format(usage.Bytes)} of at most {ByteSize.Format(cache.MaxBytes)}"),
        ];
        return cache.TryWrite()
            ? new CheckResult(Name, CheckStatus.Ok, findings)
            : new CheckResult(Name, CheckStatus.Warning, [.. findings, ("writable", "no; models load as without it")], $"Make the folder writable, or name another with {GraphCache.Variable}.");
    }
}

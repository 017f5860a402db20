using System.Diagnostics;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Benchmarks.Measurement;

/// <summary>Loads models without a cache of rewritten graphs, into an empty one, and from it, in turns.</summary>
internal sealed class GraphCacheMeasurement(int rounds)
{
    private readonly Table _table = new("Engine load, in one process", "without cache", "first, writes it", "from cache", "first / without", "from cache / without", "cache");

    /// <summary>Measures a model.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="load">Loads it with a cache, or without.</param>
    public void Add(string name, Func<GraphCache?, IDisposable> load)
    {
        var times = new List<double>[] { [], [], [] };
        long bytes = 0;
        load(null).Dispose(); // the files into the system's cache, the code through the just-in-time compiler
        for (int round = 0; round < rounds; round++)
        {
            string folder = Directory.CreateTempSubdirectory("graphs-").FullName;
            try
            {
                var cache = new GraphCache(folder);
                times[0].Add(Time(() => load(null)));
                times[1].Add(Time(() => load(cache)));
                cache.Flush();
                bytes = cache.GetUsage().Bytes;
                times[2].Add(Time(() => load(cache)));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        _table.Add(
            name,
            Table.Milliseconds(Statistics.Median(times[0])),
            Table.Milliseconds(Statistics.Median(times[1])),
            Table.Milliseconds(Statistics.Median(times[2])),
            Table.Number(Statistics.MedianRatio(times[1], times[0])),
            Table.Number(Statistics.MedianRatio(times[2], times[0])),
            Table.Megabytes(bytes));
    }

    public override string ToString() => _table.ToString();

    private static double Time(Func<IDisposable> load)
    {
        long began = Stopwatch.GetTimestamp();
        IDisposable loaded = load();
        double taken = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        loaded.Dispose();
        return taken;
    }
}

namespace Swictation.Stt.Models;

/// <summary>Adds up what several downloads of a model report. Safe for concurrent use.</summary>
internal sealed class DownloadMeter(ModelEntry model, IProgress<ModelDownloadProgress>? progress, TimeProvider time)
{
    /// <summary>Reports of the same phase come no faster than this.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(50);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long Bytes, long? Total)> _files = model.Files.ToDictionary(static file => file.Name, static file => (0L, file.Bytes), StringComparer.Ordinal);
    private (string? File, ModelDownloadPhase Phase) _last;
    private long _lastTime;

    public void Report(ModelDownloadPhase phase, string? file = null, long bytes = 0, long? total = null)
    {
        if (progress is null)
            return;
        ModelDownloadProgress report;
        lock (_lock)
        {
            if (file is not null && phase is not ModelDownloadPhase.Unpacking)
                _files[file] = (bytes, total ?? _files.GetValueOrDefault(file).Total);
            long now = time.GetTimestamp();
            bool isNew = _last != (file, phase) || (total is not null && bytes == total);
            if (!isNew && time.GetElapsedTime(_lastTime, now) < Pace)
                return;
            _last = (file, phase);
            _lastTime = now;
            long done = _files.Values.Sum(static entry => entry.Bytes);
            long known = _files.Values.Sum(static entry => entry.Total ?? entry.Bytes);
            bool isExact = _files.Values.All(static entry => entry.Total is not null);
            report = new ModelDownloadProgress(model.Id, phase, file, bytes, total, done, isExact ? known : Math.Max(known, model.TotalBytes));
            progress.Report(report); // inside the lock: reports come in order
        }
    }
}

namespace Swictation.Stt.Models.Tests.Downloads;

/// <summary>Keeps what is reported, in order.</summary>
internal sealed class Reports(List<ModelDownloadProgress> reports, Action<ModelDownloadProgress>? also = null) : IProgress<ModelDownloadProgress>
{
    public void Report(ModelDownloadProgress value)
    {
        reports.Add(value);
        also?.Invoke(value);
    }
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Swictation.Host.Tests;

/// <summary>Serves models to the command over HTTP, and stops in the middle when it is told.</summary>
internal sealed class ModelServer : IDisposable
{
    private readonly HttpListener _listener;
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public ModelServer()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        _listener = new HttpListener();
        _listener.Prefixes.Add($"http://*:{Address.Port}/"); // of any host: it serves as a proxy too
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public Uri Address { get; }

    /// <summary>Gets the requests so far, as paths and ranges.</summary>
    public ConcurrentQueue<(string Path, string? Range)> Requests { get; } = new();

    /// <summary>Gets or sets where the next answer stops without ending.</summary>
    public int? StallAt { get; set; }

    public static byte[] Make(int length, int seed = 1)
    {
        byte[] bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public void Add(string path, byte[] content) => _files[path] = content;

    public void Remove(string path) => _files.TryRemove(path, out _);

    public void Dispose() => _listener.Abort();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return; // the test is over
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        string path = context.Request.Url!.AbsolutePath.TrimStart('/');
        string? range = context.Request.Headers["Range"];
        Requests.Enqueue((path, range));
        HttpListenerResponse response = context.Response;
        try
        {
            if (!_files.TryGetValue(path, out byte[]? content))
            {
                response.StatusCode = 404;
                response.Close();
                return;
            }

            int from = range is null ? 0 : int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture);
            if (range is not null)
            {
                response.StatusCode = 206;
                response.Headers["Content-Range"] = $"bytes {from}-{content.Length - 1}/{content.Length}";
            }

            response.Headers["ETag"] = $"\"{Sha256(content)}\"";
            response.ContentLength64 = content.Length - from;
            int? stall = StallAt;
            StallAt = null;
            await response.OutputStream.WriteAsync(content.AsMemory(from, (stall ?? content.Length) - from));
            await response.OutputStream.FlushAsync();
            if (stall is null)
                response.Close();
        }
        catch (Exception exception) when (exception is HttpListenerException or IOException or ObjectDisposedException)
        {
            // The command was killed, or the test is over.
        }
    }
}

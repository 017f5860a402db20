using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Swictation.Stt.Models.Tests.Server;

/// <summary>A real HTTP server on this machine that serves files and misbehaves as it is told.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, ServedFile> _files = new(StringComparer.Ordinal);

    private FileServer(WebApplication application) => _application = application;

    /// <summary>Gets the server's address, ending with a slash.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Gets the requests so far.</summary>
    public ConcurrentQueue<ServedRequest> Requests { get; } = new();

    public static async Task<FileServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0);
            kestrel.Limits.MinResponseDataRate = null;
        });
        WebApplication application = builder.Build();
        var server = new FileServer(application);
        application.Run(server.ServeAsync);
        await application.StartAsync();
        server.Address = new Uri(application.Urls.Single() + "/");
        return server;
    }

    /// <summary>Serves a file.</summary>
    public ServedFile Add(string path, byte[] content)
    {
        var file = new ServedFile(content);
        _files[path] = file;
        return file;
    }

    public Uri this[string path] => new(Address, path);

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private async Task ServeAsync(HttpContext context)
    {
        string path = (context.Request.Path.Value ?? string.Empty).TrimStart('/');
        Requests.Enqueue(new ServedRequest(path + context.Request.QueryString, context.Request.Headers.Range, context.Request.Headers.IfRange, context.Request.Headers.Authorization));
        if (!_files.TryGetValue(path, out ServedFile? file))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (file.NextFault() is { } fault)
        {
            await fault(context, file);
            return;
        }

        await SendAsync(context, file, file.Content.Length);
    }

    /// <summary>Sends a file or what of it was asked for, up to a place in the file.</summary>
    public static async Task SendAsync(HttpContext context, ServedFile file, long until, int block = 1 << 16)
    {
        HttpResponse response = context.Response;
        byte[] content = file.Content;
        if (file.ETag is not null)
            response.Headers.ETag = file.ETag;
        if (file.LastModified is { } date)
            response.Headers.LastModified = date.ToString("R", CultureInfo.InvariantCulture);
        long from = 0;
        string? range = context.Request.Headers.Range;
        bool isCurrent = (string?)context.Request.Headers.IfRange is not { } condition || file.IgnoresIfRange || condition == file.ETag || condition == file.LastModified?.ToString("R", CultureInfo.InvariantCulture);
        if (range is not null && file.HasRanges && isCurrent)
        {
            from = long.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture);
            if (from >= content.Length)
            {
                response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
                return;
            }

            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {from}-{content.Length - 1}/{content.Length}";
        }

        if (file.HasLength)
            response.ContentLength = content.Length - from;
        try
        {
            for (long position = from; position < Math.Min(until, content.Length); position += block)
            {
                int count = (int)Math.Min(block, Math.Min(until, content.Length) - position);
                await response.Body.WriteAsync(content.AsMemory((int)position, count), context.RequestAborted);
                await response.Body.FlushAsync(context.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            return; // the client has gone
        }

        if (until < content.Length)
            context.Features.Get<IHttpRequestLifetimeFeature>()!.Abort();
    }
}

using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Swictation.Stt.Models.Tests.Server;

/// <summary>A file of the server, and how it misbehaves: each fault answers one request.</summary>
internal sealed class ServedFile(byte[] content)
{
    private readonly ConcurrentQueue<Func<HttpContext, ServedFile, Task>> _faults = new();

    public byte[] Content { get; set; } = content;

    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Content));

    public string? ETag { get; set; } = $"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"";

    public DateTimeOffset? LastModified { get; set; }

    public bool HasRanges { get; set; } = true;

    public bool HasLength { get; set; } = true;

    /// <summary>Gets or sets whether it sends the rest of another version than was asked for.</summary>
    public bool IgnoresIfRange { get; set; }

    public Func<HttpContext, ServedFile, Task>? NextFault() => _faults.TryDequeue(out Func<HttpContext, ServedFile, Task>? fault) ? fault : null;

    public ServedFile Then(Func<HttpContext, ServedFile, Task> fault)
    {
        _faults.Enqueue(fault);
        return this;
    }

    /// <summary>Ends the connection at a place in the file.</summary>
    public ServedFile ThenCutAt(long position) => Then((context, file) => FileServer.SendAsync(context, file, position));

    public ServedFile ThenAnswer(int status, string? retryAfter = null) => Then((context, _) =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    });

    /// <summary>Sends up to a place and then nothing, until the client goes.</summary>
    public ServedFile ThenStallAt(int position) => Then(async (context, file) =>
    {
        context.Response.ContentLength = file.Content.Length;
        if (file.ETag is not null)
            context.Response.Headers.ETag = file.ETag;
        await context.Response.Body.WriteAsync(file.Content.AsMemory(0, position));
        await context.Response.Body.FlushAsync();
        var gone = new TaskCompletionSource();
        await using CancellationTokenRegistration registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    });

    public ServedFile ThenRedirect(Uri target) => Then((context, _) =>
    {
        context.Response.Redirect(target.AbsoluteUri);
        return Task.CompletedTask;
    });
}

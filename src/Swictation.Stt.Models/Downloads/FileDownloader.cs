using System.Net;
using System.Net.Http.Headers;

namespace Swictation.Stt.Models;

/// <summary>Downloads files: resumed, retried, and compared with their digests. A file appears under its name when it is whole and right.</summary>
/// <remarks>Safe for concurrent use with different files.</remarks>
internal sealed class FileDownloader(HttpFetcher fetcher, ModelStoreOptions options)
{
    private const int BlockSize = 1 << 17;

    /// <summary>An attempt that got this far is not counted as a failure: what is slow and breaks often comes to its end as well.</summary>
    private const long RealProgress = 1 << 20;

    private readonly RetryPolicy _retries = new(options.RetryDelay, options.MaxRetryDelay, options.Seed);

    /// <summary>Downloads a file.</summary>
    /// <param name="file">Which.</param>
    /// <param name="partial">The path beside which its partial form lies.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="meter">What is told how far it is.</param>
    /// <param name="cancellationToken">Ends the download; what is there stays for the next.</param>
    /// <returns>What was downloaded.</returns>
    /// <exception cref="ModelDownloadException">The server refused, or failed too often.</exception>
    /// <exception cref="ModelIntegrityException">The server has another file than the manifest says.</exception>
    /// <exception cref="ModelStoreException">The disk is full or cannot be written.</exception>
    public async Task<StoredFile> DownloadAsync(ModelFile file, string partial, string target, DownloadMeter meter, CancellationToken cancellationToken)
    {
        using PartialFile part = await PartialFile.OpenAsync(partial, bytes => meter.Report(ModelDownloadPhase.Resuming, file.Name, bytes, file.Bytes), cancellationToken).ConfigureAwait(false);
        if (part.Length > file.Bytes)
            part.Restart(null);
        bool isResumed = part.Length > 0;
        bool mayRestart = true;
        int failures = 0;
        long last = part.Length;
        while (true)
        {
            try
            {
                if (part.Length > 0 && file.Sha256 is null && part.Version is null)
                    part.Restart(null); // nothing could tell a splice of two versions from the file
                if (!IsWhole(file, part))
                    isResumed &= await AttemptAsync(file, part, meter, cancellationToken).ConfigureAwait(false);
                if (isResumed && mayRestart && file.Sha256 is not null && part.Digest() != file.Sha256)
                {
                    part.Restart(null); // what was resumed had another beginning: once more from the start
                    (isResumed, mayRestart, last) = (false, false, 0);
                    continue;
                }

                StoredFile stored = Finish(file, part, target);
                meter.Report(ModelDownloadPhase.Downloading, file.Name, stored.Bytes, stored.Bytes);
                return stored;
            }
            catch (TransientException exception)
            {
                isResumed |= part.Length > 0;
                failures = part.Length - last >= RealProgress ? 1 : failures + 1;
                last = Math.Max(last, part.Length);
                if (failures >= options.MaxAttempts)
                {
                    throw new ModelDownloadException(
                        $"{file.Url} could not be downloaded: {exception.Message} It was tried {failures} times; {part.Length} bytes are there and kept. Check the connection and run the command again.",
                        file.Url, exception);
                }

                meter.Report(ModelDownloadPhase.Retrying, file.Name, part.Length, file.Bytes);
                await Task.Delay(_retries.Delay(failures, exception.RetryAfter), options.TimeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool IsWhole(ModelFile file, PartialFile part) =>
        part.Length > 0 && (part.Length == file.Bytes || (file.Sha256 is not null && part.Digest() == file.Sha256));

    /// <summary>Compares what is there with the manifest, and gives it its name.</summary>
    private static StoredFile Finish(ModelFile file, PartialFile part, string target)
    {
        string digest = part.Digest();
        if (file.Sha256 is not null && digest != file.Sha256)
        {
            part.Discard();
            throw new ModelIntegrityException(
                $"{file.Url} is not the file that the manifest describes: its SHA-256 is {digest} instead of {file.Sha256}. It was not kept. Get a newer manifest, or the file from somewhere else.",
                target);
        }

        part.Complete(target);
        return new StoredFile(file.Name, part.Length, digest, file.Sha256 is not null);
    }

    /// <summary>Asks for the rest of the file and writes it.</summary>
    /// <returns>Whether what was there before was kept.</returns>
    private async Task<bool> AttemptAsync(ModelFile file, PartialFile part, DownloadMeter meter, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(options.StallTimeout, options.TimeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            using HttpResponseMessage response = await fetcher.GetAsync(file.Url, request => Prepare(request, part), linked.Token).ConfigureAwait(false);
            (bool isKept, long? total) = Accept(file, part, response);
            Stream content = await response.Content.ReadAsStreamAsync(linked.Token).ConfigureAwait(false);
            await using (content.ConfigureAwait(false))
            {
                byte[] block = new byte[BlockSize];
                while (true)
                {
                    silence.CancelAfter(options.StallTimeout);
                    int count = await content.ReadAsync(block, linked.Token).ConfigureAwait(false);
                    silence.CancelAfter(Timeout.InfiniteTimeSpan); // a slow disk is no silence
                    if (count == 0)
                        break;
                    if (part.Length + count > total)
                        throw TooLong(file, part, total.Value);
                    await part.AppendAsync(block.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                    meter.Report(ModelDownloadPhase.Downloading, file.Name, part.Length, total);
                }
            }

            if (part.Length < total)
                throw new TransientException($"The connection ended after {part.Length} of {total} bytes.");
            return isKept;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TransientException($"The server was silent for {options.StallTimeout.TotalSeconds:0.#} s.", null, exception);
        }
        catch (HttpRequestException exception)
        {
            throw new TransientException(exception.Message, null, exception);
        }
        catch (IOException exception)
        {
            throw new TransientException(exception.Message, null, exception); // of the connection: those of the disk are ModelStoreExceptions
        }
    }

    private static void Prepare(HttpRequestMessage request, PartialFile part)
    {
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (part.Length == 0)
            return;
        request.Headers.Range = new RangeHeaderValue(part.Length, null);
        if (part.Version is { } version)
            request.Headers.IfRange = version.Condition();
    }

    /// <summary>Decides by a response's headers what to do with it.</summary>
    private (bool IsKept, long? Total) Accept(ModelFile file, PartialFile part, HttpResponseMessage response)
    {
        ContentVersion? version = ContentVersion.Of(response);
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                long? total = response.Content.Headers.ContentLength;
                CheckSize(file, total);
                part.Restart(version);
                return (false, total ?? file.Bytes);
            case HttpStatusCode.PartialContent when part.Length > 0:
                ContentRangeHeaderValue? range = response.Content.Headers.ContentRange;
                bool isOther = part.Version is { } known && known.Differs(version);
                if (isOther || range?.From != part.Length || (range.Length is { } length && file.Bytes is null && length <= part.Length))
                {
                    part.Restart(null);
                    throw new TransientException("The file was changed on the server meanwhile, or another part of it was sent.");
                }

                CheckSize(file, range.Length);
                return (true, range.Length ?? file.Bytes);
            case HttpStatusCode.RequestedRangeNotSatisfiable:
                part.Restart(null);
                throw new TransientException("The file is shorter than what is there of it.");
            default:
                throw Refused(file, response);
        }
    }

    private static void CheckSize(ModelFile file, long? total)
    {
        if (total is { } actual && file.Bytes is { } expected && actual != expected)
        {
            throw new ModelIntegrityException(
                $"{file.Url} has {actual} bytes instead of {expected}. It is not the file that the manifest describes. Get a newer manifest, or the file from somewhere else.", file.Name);
        }
    }

    private static ModelIntegrityException TooLong(ModelFile file, PartialFile part, long total)
    {
        part.Discard();
        return new ModelIntegrityException($"{file.Url} sends more than its {total} bytes. It was not kept. Get the file from somewhere else.", file.Name);
    }

    private Exception Refused(ModelFile file, HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        string reason = $"The server answered {status} {response.ReasonPhrase}.";
        if (response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (status >= 500 && response.StatusCode is not (HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported)))
        {
            RetryConditionHeaderValue? after = response.Headers.RetryAfter;
            return new TransientException(reason, after?.Delta ?? after?.Date - options.TimeProvider.GetUtcNow());
        }

        string remedy = response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? $"Where the model is gated, accept its licence on its page and set {ModelStoreOptions.TokenVariable} to a token that may read it."
            : "Check the address in the manifest, or the mirror.";
        return new ModelDownloadException($"{file.Url} could not be downloaded: {reason} {remedy}", file.Url);
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Swictation.Stt.Audio;

/// <summary>Runs one FFmpeg: starts it, feeds it, collects what it says and ends it.</summary>
internal sealed class FFmpegProcess : IDisposable
{
    /// <summary>A damaged file can draw a message from every frame; the last ones are enough.</summary>
    private const int MaxMessageChars = 8192;

    private readonly Process _process;
    private readonly Task _messagesTask;
    private readonly Task _feedTask;
    private readonly CancellationTokenSource _feedEnd = new();
    private readonly CancellationTokenRegistration _cancellation;
    private readonly StringBuilder _messages = new();
    private readonly Lock _lock = new();
    private Exception? _feedError;

    private FFmpegProcess(Process process, Stream? source, bool leaveOpen, CancellationToken cancellationToken)
    {
        _process = process;
        // On the thread pool, as the caller's thread is about to wait for the output: the three pipes must run side by side.
        _messagesTask = Task.Run(CollectMessagesAsync, CancellationToken.None);
        _feedTask = source is null ? CloseInputAsync() : Task.Run(() => FeedAsync(source, leaveOpen), CancellationToken.None);
        _cancellation = cancellationToken.Register(Kill);
    }

    /// <summary>Gets the decoded audio.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <summary>Gets why the source could not be read, or null.</summary>
    public Exception? FeedError => Volatile.Read(ref _feedError);

    /// <summary>Starts the program.</summary>
    /// <param name="program">The path of the program.</param>
    /// <param name="input">What to put after <c>-i</c>.</param>
    /// <param name="source">What to feed to its standard input, or null.</param>
    /// <param name="leaveOpen">Whether the source stays open when it was fed.</param>
    /// <param name="name">What messages call the input.</param>
    /// <param name="options">Rate and channels.</param>
    /// <param name="cancellationToken">Kills the program.</param>
    public static FFmpegProcess Start(
        string program, string input, Stream? source, bool leaveOpen, string name, FFmpegReaderOptions options, CancellationToken cancellationToken)
    {
        ProcessStartInfo info = new(program)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // The whitelist keeps a play list that calls itself a recording from reaching into the network. WAV, not bare samples, tells
        // rate and channels; the first audio stream is the one players choose.
        string[] before = ["-nostdin", "-hide_banner", "-v", "error", "-protocol_whitelist", "file,pipe", "-i", input, "-map", "0:a:0"];
        foreach (string argument in before)
            info.ArgumentList.Add(argument);
        AddNumber(info, "-ac", options.Channels);
        AddNumber(info, "-ar", options.SampleRate);
        foreach (string argument in (string[])["-c:a", "pcm_f32le", "-f", "wav", "-"])
            info.ArgumentList.Add(argument);

        Process process = new() { StartInfo = info };
        try
        {
            process.Start();
        }
        catch (Win32Exception e)
        {
            process.Dispose();
            throw FFmpegLocator.Missing(name, $"{program} cannot be run ({e.Message})", e);
        }

        return new FFmpegProcess(process, source, leaveOpen, cancellationToken);
    }

    /// <summary>Waits for the program to end and its last words to arrive.</summary>
    /// <returns>The exit code.</returns>
    public int WaitForExit()
    {
        _process.WaitForExit();
        _messagesTask.GetAwaiter().GetResult();
        return _process.ExitCode;
    }

    /// <summary>Gets the last lines that the program wrote to its standard error.</summary>
    public string[] Messages()
    {
        lock (_lock)
            return _messages.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    public void Dispose()
    {
        _cancellation.Dispose();
        _feedEnd.Cancel();
        Kill();
        _process.WaitForExit();
        _messagesTask.GetAwaiter().GetResult();
        _process.Dispose();
        // The feeding task may still sit in a read of a source that ignores cancellation; waiting for it could take for ever.
        if (_feedTask.IsCompleted)
            _feedEnd.Dispose();
    }

    private static void AddNumber(ProcessStartInfo info, string option, int? value)
    {
        if (value is not int number)
            return;
        info.ArgumentList.Add(option);
        info.ArgumentList.Add(number.ToString(CultureInfo.InvariantCulture));
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It ended on its own in the meantime.
        }
    }

    private async Task CollectMessagesAsync()
    {
        char[] block = new char[1024];
        while (true)
        {
            int count = await _process.StandardError.ReadAsync(block.AsMemory()).ConfigureAwait(false);
            if (count == 0)
                return;
            lock (_lock)
            {
                _messages.Append(block, 0, count);
                if (_messages.Length > MaxMessageChars)
                    _messages.Remove(0, _messages.Length - MaxMessageChars);
            }
        }
    }

    private Task CloseInputAsync()
    {
        _process.StandardInput.Close();
        return Task.CompletedTask;
    }

    private async Task FeedAsync(Stream source, bool leaveOpen)
    {
        Stream input = _process.StandardInput.BaseStream;
        byte[] block = new byte[64 * 1024];
        try
        {
            while (true)
            {
                int count;
                try
                {
                    count = await source.ReadAsync(block, _feedEnd.Token).ConfigureAwait(false);
                }
                catch (Exception e) when (!_feedEnd.IsCancellationRequested)
                {
                    // Whatever it was, the recording is not whole; FFmpeg would take it for its end.
                    Volatile.Write(ref _feedError, e);
                    Kill();
                    return;
                }

                if (count == 0)
                    return;
                await input.WriteAsync(block.AsMemory(0, count), _feedEnd.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // FFmpeg had enough, or was ended: its exit code tells which.
        }
        finally
        {
            await CloseAsync(input).ConfigureAwait(false);
            if (!leaveOpen)
                await CloseAsync(source).ConfigureAwait(false);
        }
    }

    private static async Task CloseAsync(Stream stream)
    {
        try
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // Nothing is lost: whatever it held back had no reader any more.
        }
    }
}

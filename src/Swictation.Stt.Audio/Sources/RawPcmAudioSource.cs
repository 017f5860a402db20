namespace Swictation.Stt.Audio;

/// <summary>Reads samples without a header off a stream, as soon as any have arrived.</summary>
internal sealed class RawPcmAudioSource : IAudioSource
{
    private const int NominalBufferBytes = 32 * 1024;

    private readonly Stream _stream;
    private readonly AudioFormat _format;
    private readonly bool _leaveOpen;
    private readonly byte[] _buffer;
    private readonly PendingOperation<int> _read;
    private int _start;
    private int _end;

    public RawPcmAudioSource(Stream stream, AudioFormat format, bool isLive, bool leaveOpen)
    {
        _stream = stream;
        _format = format;
        _leaveOpen = leaveOpen;
        IsLive = isLive;
        _buffer = new byte[Math.Max(1, NominalBufferBytes / format.BytesPerFrame) * format.BytesPerFrame];
        _read = new PendingOperation<int>(token => _stream.ReadAsync(_buffer.AsMemory(_end), token));
    }

    public int SampleRate => _format.SampleRate;

    public int Channels => _format.Channels;

    public bool IsLive { get; }

    public async ValueTask<int> ReadAsync(Memory<float> destination, CancellationToken cancellationToken = default)
    {
        destination = SourceGuard.WholeFrames(destination, Channels);
        while (_end - _start < _format.BytesPerFrame)
        {
            MoveToFront();
            int count = await _read.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (count == 0)
                return 0;
            _end += count;
        }

        int frames = Math.Min(destination.Length / Channels, (_end - _start) / _format.BytesPerFrame);
        int bytes = frames * _format.BytesPerFrame;
        // What is no finite number is left to whoever processes the audio: a live stream goes on after it.
        SampleDecoder.Decode(_format.Encoding, _buffer.AsSpan(_start, bytes), destination.Span[..(frames * Channels)]);
        _start += bytes;
        return frames * Channels;
    }

    public async ValueTask DisposeAsync()
    {
        await _read.DisposeAsync().ConfigureAwait(false);
        if (!_leaveOpen)
            await _stream.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Makes room behind a frame of which a part has come. Where a read is pending this was done before it began.</summary>
    private void MoveToFront()
    {
        if (_start == 0)
            return;
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
    }
}

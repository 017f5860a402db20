using System.Buffers.Binary;

namespace Swictation.Stt.Audio;

/// <summary>Writes a WAV file of 16-bit PCM or 32-bit IEEE float to a stream or to a file.</summary>
/// <remarks>
/// <para>
/// A file appears under its name only when <see cref="Complete"/> was called; until then it lies beside it under a temporary name, which
/// <see cref="Dispose"/> removes. On a seekable stream the sizes are filled in at the end, and what grew beyond 4 GB becomes RF64 (EBU Tech
/// 3306); on any other the sizes stay 0xFFFFFFFF, as FFmpeg leaves them, and readers go on to the end.
/// </para>
/// <para>Not safe for concurrent use. Writing allocates nothing.</para>
/// </remarks>
public sealed class WavWriter : IDisposable
{
    // RIFF header (12), JUNK chunk that has the size of ds64 (8 + 28).
    private const int Ds64Body = 28;
    private const int BufferSamples = 8192;
    private const uint Unknown = 0xFFFFFFFF;

    private readonly Stream _stream;
    private readonly bool _leaveOpen;
    private readonly string? _path;
    private readonly string? _temporaryPath;
    private readonly byte[] _buffer;
    private readonly long _start;
    private readonly long _riffLimit;
    private readonly int _headerBytes;
    private readonly int _factOffset;
    private bool _completed;
    private bool _disposed;

    /// <summary>Initializes a new instance of the <see cref="WavWriter"/> class and writes the header.</summary>
    /// <param name="stream">The stream to write to, from its present position; need not be seekable.</param>
    /// <param name="format">Rate, channels, and <see cref="SampleEncoding.Pcm16"/> or <see cref="SampleEncoding.Ieee32"/>.</param>
    /// <param name="leaveOpen">Whether <see cref="Dispose"/> leaves the stream open.</param>
    /// <exception cref="ArgumentException">The encoding is neither of the two, or the format is the default value.</exception>
    public WavWriter(Stream stream, AudioFormat format, bool leaveOpen = false)
        : this(stream, format, leaveOpen, null, null, uint.MaxValue)
    {
    }

    internal WavWriter(Stream stream, AudioFormat format, bool leaveOpen, string? path, string? temporaryPath, long riffLimit)
    {
        ArgumentNullException.ThrowIfNull(stream);
        CheckFormat(format);
        _stream = stream;
        _leaveOpen = leaveOpen;
        _path = path;
        _temporaryPath = temporaryPath;
        _riffLimit = riffLimit;
        Format = format;
        _buffer = new byte[BufferSamples * format.BytesPerSample];
        _start = stream.CanSeek ? stream.Position : 0;
        (_headerBytes, _factOffset) = WriteHeader();
    }

    /// <summary>Gets how the samples are stored.</summary>
    public AudioFormat Format { get; }

    /// <summary>Gets how many frames have been written.</summary>
    public long FramesWritten { get; private set; }

    /// <summary>Begins a file. It appears, or replaces the one of that name, when <see cref="Complete"/> is called.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="format">Rate, channels, and <see cref="SampleEncoding.Pcm16"/> or <see cref="SampleEncoding.Ieee32"/>.</param>
    /// <returns>The writer.</returns>
    /// <exception cref="ArgumentException">The encoding is neither of the two, or the format is the default value.</exception>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public static WavWriter Create(string path, AudioFormat format)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        CheckFormat(format);
        string temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            return new WavWriter(stream, format, false, path, temporary, uint.MaxValue);
        }
        catch
        {
            stream.Dispose();
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes frames.</summary>
    /// <param name="interleaved">
    /// Whole frames, nominally in [-1, 1]. 16-bit PCM is x · 32768 rounded to the nearest (ties to even) and clipped, so that what
    /// <see cref="WavReader"/> read is written back bit for bit; float is stored as it is.
    /// </param>
    /// <exception cref="ArgumentException">The frames are not whole, or a sample is not a finite number. Nothing of them was written.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Complete"/> was called.</exception>
    public void Write(ReadOnlySpan<float> interleaved)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_completed)
            throw new InvalidOperationException("The file is complete: nothing can be written to it any more.");
        if (interleaved.Length % Format.Channels != 0)
            throw new ArgumentException($"{interleaved.Length} samples are no whole frames of {Format.Channels} channels.", nameof(interleaved));
        for (int i = 0; i < interleaved.Length; i++)
        {
            if (!float.IsFinite(interleaved[i]))
                throw new ArgumentException($"The sample at index {i} is not a finite number.", nameof(interleaved));
        }

        FramesWritten += interleaved.Length / Format.Channels;
        while (!interleaved.IsEmpty)
        {
            ReadOnlySpan<float> part = interleaved[..Math.Min(BufferSamples, interleaved.Length)];
            Encode(part);
            _stream.Write(_buffer, 0, part.Length * Format.BytesPerSample);
            interleaved = interleaved[part.Length..];
        }
    }

    /// <summary>Ends the recording: fills in the sizes, and gives a file its name. Calling it again does nothing.</summary>
    /// <exception cref="IOException">The sizes cannot be written, or the file cannot be renamed.</exception>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_completed)
            return;
        _completed = true;
        long dataBytes = FramesWritten * Format.BytesPerFrame;
        if ((dataBytes & 1) != 0)
            _stream.WriteByte(0);
        if (_stream.CanSeek)
            FillInSizes(dataBytes);
        _stream.Flush();
        if (_temporaryPath is not null)
        {
            _stream.Dispose();
            File.Move(_temporaryPath, _path!, overwrite: true);
        }
    }

    /// <summary>
    /// Ends the writing. A stream is completed, if it was not, and closed, unless the writer was told to leave it open; a file that was not
    /// completed is removed.
    /// </summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        bool abandoned = _temporaryPath is not null && !_completed;
        try
        {
            if (_temporaryPath is null)
                Complete();
        }
        finally
        {
            _disposed = true;
            if (!_leaveOpen)
                _stream.Dispose();
            if (abandoned)
                File.Delete(_temporaryPath!);
        }
    }

    private void Encode(ReadOnlySpan<float> samples)
    {
        if (Format.Encoding == SampleEncoding.Ieee32)
        {
            for (int i = 0; i < samples.Length; i++)
                BinaryPrimitives.WriteSingleLittleEndian(_buffer.AsSpan(4 * i), samples[i]);
            return;
        }

        for (int i = 0; i < samples.Length; i++)
        {
            short value = (short)Math.Clamp(MathF.Round(samples[i] * 32768f), short.MinValue, short.MaxValue);
            BinaryPrimitives.WriteInt16LittleEndian(_buffer.AsSpan(2 * i), value);
        }
    }

    private (int HeaderBytes, int FactOffset) WriteHeader()
    {
        Span<byte> header = stackalloc byte[128];
        header.Clear();
        bool isFloat = Format.Encoding == SampleEncoding.Ieee32;
        bool extensible = Format.Channels > 2;
        int tag = isFloat ? WavFormatTag.IeeeFloat : WavFormatTag.Pcm;
        int formatBytes = extensible ? 40 : isFloat ? 18 : 16;

        int at = Chunk(header, 0, "RIFF"u8, Unknown);
        "WAVE"u8.CopyTo(header[at..]);
        at = Chunk(header, at + 4, "JUNK"u8, Ds64Body) + Ds64Body;
        at = Chunk(header, at, "fmt "u8, (uint)formatBytes);
        Span<byte> format = header.Slice(at, formatBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(format, (ushort)(extensible ? WavFormatTag.Extensible : tag));
        BinaryPrimitives.WriteUInt16LittleEndian(format[2..], (ushort)Format.Channels);
        BinaryPrimitives.WriteInt32LittleEndian(format[4..], Format.SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(format[8..], Format.SampleRate * Format.BytesPerFrame);
        BinaryPrimitives.WriteUInt16LittleEndian(format[12..], (ushort)Format.BytesPerFrame);
        BinaryPrimitives.WriteUInt16LittleEndian(format[14..], (ushort)(8 * Format.BytesPerSample));
        if (extensible)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(format[16..], 22);
            BinaryPrimitives.WriteUInt16LittleEndian(format[18..], (ushort)(8 * Format.BytesPerSample));
            BinaryPrimitives.WriteUInt16LittleEndian(format[24..], (ushort)tag);
            WavHeaderParser.TagGuidTail.CopyTo(format[26..]);
        }

        at += formatBytes;
        int factOffset = 0;
        if (isFloat)
        {
            // Every encoding but PCM is to have one.
            factOffset = Chunk(header, at, "fact"u8, 4);
            BinaryPrimitives.WriteUInt32LittleEndian(header[factOffset..], Unknown);
            at = factOffset + 4;
        }

        at = Chunk(header, at, "data"u8, Unknown);
        _stream.Write(header[..at]);
        return (at, factOffset);
    }

    private void FillInSizes(long dataBytes)
    {
        long end = _stream.Position;
        long riffBytes = _headerBytes - 8 + dataBytes + (dataBytes & 1);
        bool is64 = riffBytes > _riffLimit;
        Span<byte> scratch = stackalloc byte[8 + Ds64Body];
        if (is64)
        {
            scratch.Clear();
            int at = Chunk(scratch, 0, "ds64"u8, Ds64Body);
            BinaryPrimitives.WriteInt64LittleEndian(scratch[at..], riffBytes);
            BinaryPrimitives.WriteInt64LittleEndian(scratch[(at + 8)..], dataBytes);
            BinaryPrimitives.WriteInt64LittleEndian(scratch[(at + 16)..], FramesWritten);
            Patch(12, scratch);
            Chunk(scratch, 0, "RF64"u8, Unknown);
            Patch(0, scratch[..8]);
        }
        else
        {
            PatchSize(4, riffBytes);
            PatchSize(_headerBytes - 4, dataBytes);
            if (_factOffset > 0)
                PatchSize(_factOffset, FramesWritten);
        }

        _stream.Position = end;
    }

    private void PatchSize(int offset, long value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)value);
        Patch(offset, bytes);
    }

    private void Patch(int offset, ReadOnlySpan<byte> bytes)
    {
        _stream.Position = _start + offset;
        _stream.Write(bytes);
    }

    private static int Chunk(Span<byte> destination, int at, ReadOnlySpan<byte> name, uint size)
    {
        name.CopyTo(destination[at..]);
        BinaryPrimitives.WriteUInt32LittleEndian(destination[(at + 4)..], size);
        return at + 8;
    }

    private static void CheckFormat(AudioFormat format)
    {
        if (format.SampleRate == 0 || format.Encoding is not (SampleEncoding.Pcm16 or SampleEncoding.Ieee32))
            throw new ArgumentException($"{format} cannot be written: choose {SampleEncoding.Pcm16} or {SampleEncoding.Ieee32}.", nameof(format));
    }
}

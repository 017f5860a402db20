using System.Runtime.InteropServices;

namespace Swictation.Host.Output;

/// <summary>
/// Standard output through write(2). The console's own stream keeps silent about a closed pipe, and a file stream keeps a position of its
/// own, which overwrites what other programs have appended to the same file.
/// </summary>
internal sealed unsafe partial class UnixOutput : Stream
{
    private const int Descriptor = 1;
    private const int Interrupted = 4; // EINTR, on Linux and macOS alike

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            nint written;
            fixed (byte* bytes = buffer)
                written = WriteNative(Descriptor, bytes, (nuint)buffer.Length);
            if (written >= 0)
                buffer = buffer[(int)written..];
            else if (Marshal.GetLastPInvokeError() is var error && error != Interrupted)
                throw new IOException(Marshal.GetPInvokeErrorMessage(error) + ".");
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint WriteNative(int descriptor, byte* buffer, nuint count);
}

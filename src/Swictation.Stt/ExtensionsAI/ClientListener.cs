using System.Runtime.ExceptionServices;
using Swictation.Stt.Audio;

namespace Swictation.Stt;

/// <summary>Moves audio from a reader to a stream, piece by piece, and keeps apart what can go on after an error and what cannot.</summary>
internal sealed class ClientListener(AudioReader reader, ISttStream stream)
{
    private readonly float[] _block = new float[reader.SampleRate / 10];
    private ExceptionDispatchInfo? _broken;

    /// <summary>Gets what the engine threw in the last step, or null. The samples were taken: a reader gives none that the stream refuses.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Reads the next tenth of a second and recognises where enough has come.</summary>
    /// <returns>False at the end of what can be read.</returns>
    public bool Next(CancellationToken cancellationToken)
    {
        Error = null;
        int count;
        try
        {
            count = reader.Read(_block);
        }
        catch (Exception exception) when (exception is AudioFormatException or IOException)
        {
            _broken = ExceptionDispatchInfo.Capture(exception);
            return false;
        }

        try
        {
            stream.Write(_block.AsSpan(0, count), cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ObjectDisposedException))
        {
            Error = exception;
        }

        return count > 0;
    }

    /// <summary>Throws what ended the reading early.</summary>
    public void ThrowIfBroken() => _broken?.Throw();
}

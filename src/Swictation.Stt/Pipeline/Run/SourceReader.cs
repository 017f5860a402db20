using Swictation.Stt.Audio;

namespace Swictation.Stt;

/// <summary>Reads a source to its end, and hands its audio on as the engine wants it.</summary>
internal sealed class SourceReader
{
    private readonly IAudioSource _source;
    private readonly InputQueue _input;
    private readonly ArrivalLog _arrivals;
    private readonly TimeProvider _timeProvider;
    private readonly RateConverter _converter;
    private long _position;
    private volatile bool _isReading;

    public SourceReader(IAudioSource source, int outputRate, InputQueue input, ArrivalLog arrivals, TimeProvider timeProvider)
    {
        _source = source;
        _input = input;
        _arrivals = arrivals;
        _timeProvider = timeProvider;
        _converter = new RateConverter(source.Channels, source.SampleRate, outputRate);
    }

    /// <summary>Gets a value indicating whether the source is being read, rather than audio handed on.</summary>
    public bool IsReading => _isReading;

    /// <summary>Reads until the end, a failure, or the stop; what was read by then is handed on.</summary>
    /// <param name="stop">Ends the reading.</param>
    /// <param name="abort">Ends the handing on too.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken abort)
    {
        Exception? failure = null;
        try
        {
            failure = await ReadAsync(stop, abort).ConfigureAwait(false);
            _isReading = false;
            for (ReadOnlyMemory<float> rest = _converter.Flush(); !rest.IsEmpty; rest = _converter.Flush())
                await HandOnAsync(rest, abort).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // Nobody wants it any more.
        }
        finally
        {
            _input.Complete(failure);
        }
    }

    /// <returns>What the source failed with, whatever it is: it is told, and ends the run.</returns>
    private async Task<Exception?> ReadAsync(CancellationToken stop, CancellationToken abort)
    {
        try
        {
            int channels = _source.Channels;
            // A twentieth of a second: what a live source has read is passed on no later than that.
            var buffer = new float[Math.Max(1, _source.SampleRate / 20) * channels];
            while (!stop.IsCancellationRequested)
            {
                _isReading = true;
                int count = await _source.ReadAsync(buffer, stop).ConfigureAwait(false);
                _isReading = false;
                if (count < 0 || count > buffer.Length || count % channels != 0)
                    throw new InvalidOperationException($"The source {_source.GetType().Name} says that it wrote {count} values where whole frames of {channels} channels, {buffer.Length} values at most, were expected.");
                if (count == 0)
                    break;
                await HandOnAsync(_converter.Convert(buffer.AsSpan(0, count)), abort).ConfigureAwait(false);
            }

            return null;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private async ValueTask HandOnAsync(ReadOnlyMemory<float> samples, CancellationToken abort)
    {
        _position += samples.Length;
        _arrivals.Add(_position, _timeProvider.GetTimestamp());
        await _input.WriteAsync(samples, abort).ConfigureAwait(false);
    }
}

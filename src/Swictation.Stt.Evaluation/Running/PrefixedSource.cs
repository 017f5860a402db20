namespace Swictation.Stt.Evaluation;

/// <summary>Puts samples that were read already in front of the rest.</summary>
internal sealed class PrefixedSource(ReadOnlyMemory<float> head, ISampleSource rest) : ISampleSource
{
    private ReadOnlyMemory<float> _head = head;

    public int SampleRate => rest.SampleRate;

    public int Read(Span<float> destination)
    {
        if (_head.IsEmpty)
            return rest.Read(destination);
        int count = Math.Min(_head.Length, destination.Length);
        _head.Span[..count].CopyTo(destination);
        _head = _head[count..];
        return count;
    }
}

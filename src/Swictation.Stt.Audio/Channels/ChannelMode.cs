using System.Globalization;

namespace Swictation.Stt.Audio;

/// <summary>Says how several channels become one: their average, or one of them.</summary>
public readonly record struct ChannelMode
{
    private readonly int _indexPlusOne;

    private ChannelMode(int index) => _indexPlusOne = index + 1;

    /// <summary>Gets the average of all channels, which is the default.</summary>
    public static ChannelMode Average => default;

    /// <summary>Gets the index of the channel to take, or <see langword="null"/> for the average.</summary>
    public int? Index => _indexPlusOne == 0 ? null : _indexPlusOne - 1;

    /// <summary>Chooses one channel.</summary>
    /// <param name="index">The index of the channel; 0 is the first (left). Below <see cref="AudioFormat.MaxChannels"/>.</param>
    /// <returns>The mode.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is never a channel of that index.</exception>
    public static ChannelMode Channel(int index)
    {
        if (index is < 0 or >= AudioFormat.MaxChannels)
        {
            throw new ArgumentOutOfRangeException(
                nameof(index), index, $"The index of a channel must be from 0 to {AudioFormat.MaxChannels - 1}.");
        }

        return new ChannelMode(index);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Index is int index ? string.Create(CultureInfo.InvariantCulture, $"Channel {index}") : nameof(Average);
}

namespace Swictation.Stt.Parakeet;

/// <summary>
/// Decodes a stream chunk by chunk, carrying what a greedy decoder remembers from one to the next, so that tokens at a boundary are neither
/// lost nor doubled: over the same encoder frames it gives what one decode of all of them gives. One for each stream; not safe for
/// concurrent use.
/// </summary>
internal abstract class ChunkDecoder
{
    /// <summary>Gets the frame that is decoded next; frames before it are context only.</summary>
    public abstract int Frame { get; }

    /// <summary>Gets whether the first token that the last <see cref="Decode"/> settled is the last of those before, now longer.</summary>
    public abstract bool ContinuesLast { get; }

    /// <summary>Decodes a chunk. What is carried stays as it is until <see cref="Commit"/>.</summary>
    /// <param name="chunk">The encoder's frames, which begin no later than <see cref="Frame"/>.</param>
    /// <param name="settled">Receives the tokens up to <see cref="Chunk.SettledEnd"/>, but for a boosted phrase that goes on past it.</param>
    /// <param name="rest">Receives those after them, as if the audio ended with the chunk.</param>
    public abstract void Decode(in Chunk chunk, List<DecodedToken> settled, List<DecodedToken> rest);

    /// <summary>Passes over a chunk of silence, which has no tokens.</summary>
    /// <param name="settledEnd">Up to which frame it is settled.</param>
    public abstract void Skip(int settledEnd);

    /// <summary>Takes over where the last <see cref="Decode"/> or <see cref="Skip"/> settled.</summary>
    public abstract void Commit();

    /// <summary>Goes back to the first frame.</summary>
    public abstract void Reset();
}

using System.Runtime.InteropServices;

namespace Swictation.Stt.Parakeet;

/// <summary>Carries a CTC decoder's last class from chunk to chunk, so that a run across a boundary is one token.</summary>
internal sealed class CtcChunkDecoder(int blank, Func<CtcDecoder> rent, Action<CtcDecoder> giveBack) : ChunkDecoder
{
    private CtcPoint _point = CtcPoint.Start(0, blank);
    private CtcPoint _next;
    private bool _continuesLast;

    public override int Frame => _point.Frame;

    public override bool ContinuesLast => _continuesLast;

    public override void Decode(in Chunk chunk, List<DecodedToken> settled, List<DecodedToken> rest)
    {
        CtcDecoder decoder = rent();
        try
        {
            Decode(decoder, chunk, settled, rest);
        }
        finally
        {
            giveBack(decoder);
        }
    }

    public override void Skip(int settledEnd)
    {
        _continuesLast = false;
        _next = _point.SkipTo(settledEnd, blank);
    }

    public override void Commit() => _point = _next;

    public override void Reset() => _point = CtcPoint.Start(0, blank);

    private void Decode(CtcDecoder decoder, in Chunk chunk, List<DecodedToken> settled, List<DecodedToken> rest)
    {
        chunk.CancellationToken.ThrowIfCancellationRequested();
        CtcPoint from = _point.Frame < chunk.FirstFrame ? CtcPoint.Start(chunk.FirstFrame, blank) : _point;
        _continuesLast = from.Previous != blank;
        decoder.Resume(from, chunk.Phrases);
        ReadOnlySpan<float> scores = chunk.Encoded.Values.Span;
        int end = Math.Min(chunk.End, chunk.SettledEnd);
        do
            decoder.Advance(scores, chunk.FirstFrame, end, moreFollows: !chunk.IsLast, chunk.Scorer);
        while (decoder.GiveUpTrial(before: end - chunk.LongestTrial));

        (CtcPoint next, int count) = decoder.Save();
        _next = decoder.OnTrial ? next : next.SkipTo(chunk.SettledEnd, blank);
        settled.AddRange(CollectionsMarshal.AsSpan(decoder.Tokens)[..count]);
        decoder.Advance(scores, chunk.FirstFrame, chunk.End, moreFollows: false, chunk.Scorer);
        rest.AddRange(CollectionsMarshal.AsSpan(decoder.Tokens)[count..]);
    }
}

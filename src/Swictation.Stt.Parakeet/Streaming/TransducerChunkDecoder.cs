using System.Runtime.InteropServices;

namespace Swictation.Stt.Parakeet;

/// <summary>Carries a transducer's predictor, last label and duration from chunk to chunk.</summary>
internal sealed class TransducerChunkDecoder : ChunkDecoder
{
    private readonly Func<TransducerDecoder> _rent;
    private readonly Action<TransducerDecoder> _giveBack;
    private readonly int _blank;
    private TransducerPoint _point;
    private TransducerPoint _next;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="shape">The sizes of the transducer.</param>
    /// <param name="blank">The number of the blank.</param>
    /// <param name="rent">Gives a decoder for the length of a step.</param>
    /// <param name="giveBack">Takes it back.</param>
    public TransducerChunkDecoder(TransducerShape shape, int blank, Func<TransducerDecoder> rent, Action<TransducerDecoder> giveBack)
    {
        (_rent, _giveBack, _blank) = (rent, giveBack, blank);
        (_point, _next) = (new TransducerPoint(shape), new TransducerPoint(shape));
        Reset();
    }

    public override int Frame => _point.Frame;

    public override bool ContinuesLast => false;

    public override void Decode(in Chunk chunk, List<DecodedToken> settled, List<DecodedToken> rest)
    {
        TransducerDecoder decoder = _rent();
        try
        {
            Decode(decoder, chunk, settled, rest);
        }
        finally
        {
            _giveBack(decoder);
        }
    }

    public override void Skip(int settledEnd)
    {
        _next.CopyFrom(_point);
        _next.SkipTo(settledEnd);
    }

    public override void Commit() => (_point, _next) = (_next, _point);

    public override void Reset() => _point.Restart(0, _blank);

    private void Decode(TransducerDecoder decoder, in Chunk chunk, List<DecodedToken> settled, List<DecodedToken> rest)
    {
        Utterance utterance = decoder.Utterances[0];
        _next.CopyFrom(_point);
        if (_next.Frame < chunk.FirstFrame)
            _next.Restart(chunk.FirstFrame, _blank); // after silence
        utterance.Resume(_next, chunk.Encoded.Values, chunk.FirstFrame, chunk.Pause, chunk.Phrases);
        int end = Math.Min(chunk.Encoded.Count, chunk.SettledEnd - chunk.FirstFrame);
        do
        {
            utterance.Extend(end, moreFollows: !chunk.IsLast);
            decoder.Decode(1, chunk.Scorer, chunk.Run, chunk.CancellationToken);
        }
        while (utterance.GiveUpTrial(before: end - chunk.LongestTrial));

        int count = utterance.Save(_next);
        if (!utterance.Boost.OnTrial)
            _next.SkipTo(chunk.SettledEnd); // past silence that the encoder was spared
        settled.AddRange(CollectionsMarshal.AsSpan(utterance.Tokens)[..count]);

        utterance.Extend(chunk.Encoded.Count, moreFollows: false);
        decoder.Decode(1, chunk.Scorer, chunk.Run, chunk.CancellationToken);
        rest.AddRange(CollectionsMarshal.AsSpan(utterance.Tokens)[count..]);
    }
}

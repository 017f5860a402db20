using System.Diagnostics;
using Swictation.Stt.Audio.Features;
using Swictation.Stt.Benchmarks.Measurement;
using Swictation.Stt.Whisper;

namespace Swictation.Stt.Benchmarks.Peers;

/// <summary>This library's Whisper as a peer: greedy, without timestamps, suppression and fallback, as sherpa-onnx decodes.</summary>
internal sealed class OurWhisper : IDisposable
{
    private readonly WhisperEngine _engine;
    private readonly IReadOnlyList<float[]> _recordings;
    private readonly float[] _features;

    public OurWhisper(string model, int threads, IReadOnlyList<float[]> recordings)
    {
        _engine = WhisperEngine.Load(model, new WhisperOptions { Threads = threads });
        _recordings = recordings;
        _features = new float[_engine.Model.MelCount * _engine.Model.WindowFrames];
    }

    public SttEngineInfo Info => _engine.Info;

    /// <summary>Gets what the files of a sherpa-onnx model begin with, or null for another layout.</summary>
    public string? SherpaPrefix => _engine.Model.Files.Tokens is { } tokens ? tokens[..^"-tokens.txt".Length] : null;

    /// <summary>Transcribes the recordings.</summary>
    /// <param name="tokens">How many tokens of each.</param>
    public PeerRound Run(IReadOnlyList<int> tokens)
    {
        double processor = Machine.ProcessorMilliseconds;
        long start = Stopwatch.GetTimestamp();
        var texts = new string[_recordings.Count];
        var files = new PeerFile[_recordings.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            long at = Stopwatch.GetTimestamp();
            texts[i] = _engine.Transcribe(_recordings[i], Options(tokens[i])).Text;
            files[i] = new PeerFile(Stopwatch.GetElapsedTime(at).TotalMilliseconds, tokens[i]);
        }

        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return new PeerRound(milliseconds, Machine.ProcessorMilliseconds - processor, PeakMemory.OfThisProcess(), texts) { Files = files };
    }

    /// <summary>Measures the scopes of a window, in milliseconds.</summary>
    /// <param name="samples">Up to 30 s of audio.</param>
    /// <param name="tokens">How many tokens are decoded.</param>
    public (double Features, double Encoder, double Prompt, double Step) RunScopes(float[] samples, int tokens)
    {
        long start = Stopwatch.GetTimestamp();
        _engine.Features.Compute(samples, _features, _engine.Model.WindowFrames, WhisperLogMel.WindowSamples);
        double features = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

        start = Stopwatch.GetTimestamp();
        using EncodedAudio audio = _engine.Model.Encoder.Run(_features, 1, null);
        double encoder = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

        WindowDecoder decoder = _engine.Decoders.Rent();
        double prompt = Decode(decoder, audio, 1), all = Decode(decoder, audio, tokens);
        _engine.Decoders.Return(decoder);
        return (features, encoder, prompt, (all - prompt) / (tokens - 1));
    }

    public void Dispose() => _engine.Dispose();

    private static WhisperTranscribeOptions Options(int tokens) => new()
    {
        Temperatures = [0],
        Language = "en",
        Timestamps = false,
        SuppressedTokens = [],
        SuppressBlank = false,
        CompressionRatioThreshold = null,
        LogProbabilityThreshold = null,
        NoSpeechThreshold = null,
        SampleLength = tokens,
    };

    private double Decode(WindowDecoder decoder, EncodedAudio audio, int tokens)
    {
        var settings = new TranscriptionSettings(Options(tokens), _engine.Model);
        WindowTask task = settings.CreateTask(new SeekWindow(0, SeekWindow.FullFrames), "en", []);
        TokenSearch search = TokenSearch.Create(_engine.Model.Shape, _engine.Model.Specials, settings.Filter, settings.Search(task.Window, 0), task.Prompt.Length);
        long start = Stopwatch.GetTimestamp();
        decoder.Decode(audio, [0], task.Prompt, task.StartPosition, [search], new float[1], null, default);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}

using System.Collections.Concurrent;

namespace Swictation.Stt.Tests.Hybrid;

/// <summary>An engine that hears its own name and the length of the audio, with a confidence and failures as they are scripted by that length.</summary>
internal sealed class FakeEngine(string name) : ISttEngine
{
    private int _batches;

    public Func<int, float> Confidence { get; init; } = static _ => 0.9f;

    /// <summary>Gets what is thrown for audio of a length; for several recordings, where one of them has it.</summary>
    public Func<int, Exception?> Fails { get; init; } = static _ => null;

    /// <summary>Gets what is done in a call before it is answered.</summary>
    public Action? OnCall { get; init; }

    public Action? OnDispose { get; init; }

    public IReadOnlyList<string> Languages { get; init; } = ["en"];

    public bool CanTranslate { get; init; }

    public SttCapabilities Capabilities { get; init; } = SttCapabilities.WordTimes | SttCapabilities.Confidence;

    public int SampleRate { get; init; } = 16000;

    /// <summary>Gets the lengths of the recordings heard, in order.</summary>
    public ConcurrentQueue<int> Heard { get; } = new();

    /// <summary>Gets the options of the calls, in order.</summary>
    public ConcurrentQueue<TranscribeOptions> Asked { get; } = new();

    public int Batches => _batches;

    public bool IsDisposed { get; private set; }

    public SttEngineInfo Info => new ScriptedEngine().Info with { ModelId = name, Languages = Languages, Capabilities = Capabilities | (CanTranslate ? SttCapabilities.Translation : SttCapabilities.None), SampleRate = SampleRate };

    public static string Text(string name, int length) => $"{name} {length}";

    public Transcription Transcribe(ReadOnlySpan<float> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        if (options is { Translate: true } && !CanTranslate)
            throw new ArgumentException("It does not translate.", nameof(options));
        if (options is { BoostPhrases.Count: > 0 } && !Capabilities.HasFlag(SttCapabilities.PhraseBoosting))
            throw new ArgumentException("It does not boost phrases.", nameof(options));
        Asked.Enqueue(options ?? TranscribeOptions.Default);
        int length = audio.Length;
        if (length == 0)
            return Transcription.Empty(TimeSpan.Zero);
        OnCall?.Invoke();
        cancellationToken.ThrowIfCancellationRequested();
        if (Fails(length) is { } failure)
            throw failure;
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        Heard.Enqueue(length);
        var duration = TimeSpan.FromSeconds((double)length / SampleRate);
        TranscriptionWord[] words = [.. Text(name, length).Split(' ').Select(text => new TranscriptionWord { Text = text, Start = TimeSpan.Zero, End = duration, Confidence = Confidence(length), Tokens = [] })];
        return Transcription.FromWords(words, duration, TimeSpan.FromSeconds(1), Languages.Count > 0 ? Languages[0] : null);
    }

    public IReadOnlyList<Transcription> Transcribe(IReadOnlyList<ReadOnlyMemory<float>> audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _batches);
        return [.. audio.Select(recording => Transcribe(recording.Span, options, cancellationToken))];
    }

    public Transcription Transcribe(ISampleSource audio, TranscribeOptions? options = null, CancellationToken cancellationToken = default)
    {
        var samples = new List<float>();
        var block = new float[1000];
        for (int read = audio.Read(block); read > 0; read = audio.Read(block))
        {
            samples.AddRange(block.AsSpan(0, read));
            if (Fails(-samples.Count) is { } failure)
                throw failure;
        }

        return Transcribe(samples.ToArray().AsSpan(), options, cancellationToken);
    }

    public void Dispose()
    {
        OnDispose?.Invoke();
        IsDisposed = true;
    }
}

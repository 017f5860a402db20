using Swictation.Stt.Onnx;

namespace Swictation.Stt.Vad;

/// <summary>Represents a voice activity model: Silero VAD v4, v5 or v6, or one made after them, such as the one that comes with this assembly.</summary>
/// <remarks>
/// <para>The weights are loaded once and shared by all streams. Safe for concurrent use; a stream is not.</para>
/// <para>
/// Of Silero's v6 exports <c>silero_vad</c>, <c>silero_vad_16k_op15</c> and at 16 kHz <c>silero_vad_op18_ifless</c> give the same probabilities. The
/// last is another network at 8 kHz, and <c>silero_vad_half</c> altogether: they decide 94 to 99 % of windows alike. Prefer the first.
/// </para>
/// <para>Silero VAD: snakers4/silero-vad, MIT licence. What it is given, and how, follows its <c>utils_vad.py</c>.</para>
/// </remarks>
public sealed class SileroVad : IDisposable
{
    private readonly SileroGraph _graph;
    private readonly BindingPool _pool;
    private long _ticket;

    private SileroVad(SileroGraph graph, string name, string? path)
    {
        _graph = graph;
        _pool = new BindingPool(graph);
        Info = new SileroVadInfo
        {
            Name = name,
            Version = graph.Version,
            Rates = graph.Rates,
            IsEmbedded = path is null,
            Path = path,
            IsBatched = graph.IsBatched,
            RecommendedThreshold = path is null || EmbeddedModel.IsIn(path) ? EmbeddedModel.RecommendedThreshold : SpeechThresholds.Default,
        };
    }

    /// <summary>Gets what is known of the model.</summary>
    public SileroVadInfo Info { get; }

    /// <summary>Loads a model. Which version it is shows in its inputs, not in its name.</summary>
    /// <param name="path">
    /// An .onnx file, or a directory that holds one; of several <c>silero_vad.onnx</c> is taken. <see langword="null"/> for the small
    /// model that comes with this assembly.
    /// </param>
    /// <param name="options">How to load it, or <see langword="null"/> for the defaults.</param>
    /// <returns>The model; dispose it.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, or an option is out of range.</exception>
    /// <exception cref="ModelNotFoundException">There is no such file, or no model in the directory, or several to choose from.</exception>
    /// <exception cref="ModelLayoutException">The file is a model of another kind; the message says what it takes.</exception>
    /// <exception cref="ModelIntegrityException">The file is empty, damaged, or not an ONNX model.</exception>
    /// <exception cref="OnnxRuntimeException">The native library is missing, or lacks what the model needs.</exception>
    public static SileroVad Load(string? path = null, SileroVadOptions? options = null)
    {
        options ??= new SileroVadOptions();
        options.Validate();
        string? file = path is null ? null : SileroModelFile.Find(path);
        var settings = new SessionOptions { IntraOpThreads = options.Threads, GraphCache = options.GraphCache };
        InferenceSession session = file is null ? InferenceSession.FromBytes(EmbeddedModel.Read(), EmbeddedModel.Name, options: settings) : ModelGraph.Open(file, settings);
        try
        {
            return new SileroVad(new SileroGraph(session), options.Name ?? (file is null ? EmbeddedModel.Name : Path.GetFileNameWithoutExtension(file)), file);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Opens a stream: what the model remembers of one speaker's audio.</summary>
    /// <param name="sampleRate">The sample rate in Hz: one of <see cref="SileroVadInfo.Rates"/>.</param>
    /// <returns>The stream; dispose it.</returns>
    /// <exception cref="ArgumentException">The model does not take that sample rate.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public SileroVadStream OpenStream(int sampleRate = 16000) => new(this, _graph.Bind(FindRate(sampleRate), 1));

    /// <summary>Takes the next window of several streams in one run. The results are those of taking them one by one, within 1e-6.</summary>
    /// <param name="streams">The streams: of this model, of one sample rate, each once. Not in use elsewhere meanwhile.</param>
    /// <param name="windows">The windows one after another: the streams' number times their window length of finite samples.</param>
    /// <param name="probabilities">Receives the probabilities of speech, in [0, 1]; at least as long as there are streams.</param>
    /// <exception cref="ArgumentException">The streams are not as described, a length is wrong, or a sample is NaN or an infinity; no stream has changed.</exception>
    /// <exception cref="ModelIntegrityException">The model gave something that is no probability; no stream has changed.</exception>
    /// <exception cref="OnnxRuntimeException">The model failed.</exception>
    /// <exception cref="ObjectDisposedException">The model or a stream was disposed.</exception>
    /// <remarks>Allocates nothing for as many streams as in an earlier call. A model with a fixed batch of one runs stream by stream.</remarks>
    public void Process(ReadOnlySpan<SileroVadStream> streams, ReadOnlySpan<float> windows, Span<float> probabilities)
    {
        if (streams.IsEmpty)
            throw new ArgumentException("There are no streams; give at least one.", nameof(streams));
        if (probabilities.Length < streams.Length)
            throw new ArgumentException($"There is room for {probabilities.Length} probabilities, and there are {streams.Length} streams.", nameof(probabilities));
        SileroVadRate rate = CheckStreams(streams);
        SileroVadStream.CheckSamples(windows, streams.Length * rate.WindowLength);
        if (streams.Length == 1 || !_graph.IsBatched)
        {
            for (int i = 0; i < streams.Length; i++)
                probabilities[i] = streams[i].Process(windows.Slice(i * rate.WindowLength, rate.WindowLength));
            return;
        }

        SileroBinding batch = _pool.Rent(rate, streams.Length);
        try
        {
            for (int i = 0; i < streams.Length; i++)
            {
                streams[i].Binding.CopyMemory(0, batch, i);
                windows.Slice(i * rate.WindowLength, rate.WindowLength).CopyTo(batch.Window(i));
            }

            batch.Run();
            for (int i = 0; i < streams.Length; i++)
                batch.CopyMemory(i, streams[i].Binding, 0);
            batch.Probabilities.CopyTo(probabilities);
        }
        finally
        {
            _pool.Return(batch);
        }
    }

    /// <summary>Gets the probability of speech in each window of a recording.</summary>
    /// <param name="audio">The samples, finite and nominally in [-1, 1]. The last window is filled up with zeros.</param>
    /// <param name="sampleRate">The sample rate in Hz: one of <see cref="SileroVadInfo.Rates"/>.</param>
    /// <returns>The probabilities, in [0, 1]: one for each window or part of one; empty where there is no audio.</returns>
    /// <exception cref="ArgumentException">The model does not take that sample rate, or a sample is NaN or an infinity.</exception>
    /// <exception cref="OnnxRuntimeException">The model failed.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public float[] GetProbabilities(ReadOnlySpan<float> audio, int sampleRate = 16000)
    {
        using SileroVadStream stream = OpenStream(sampleRate);
        return stream.GetProbabilities(audio);
    }

    /// <summary>Gets the probability of speech in each window of a recording while it is read, so that its length costs no memory.</summary>
    /// <param name="source">The recording; its sample rate must be one of <see cref="SileroVadInfo.Rates"/>, its samples finite. The last window is filled up with zeros.</param>
    /// <param name="cancellationToken">Stops between windows.</param>
    /// <returns>The probabilities, in [0, 1], one for each window or part of one. The source is read as they are asked for; ask once.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">The model does not take that sample rate, or, while enumerating, a sample is NaN or an infinity.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public IEnumerable<float> GetProbabilities(ISampleSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return Read(OpenStream(source.SampleRate), source, cancellationToken);

        static IEnumerable<float> Read(SileroVadStream stream, ISampleSource source, CancellationToken cancellationToken)
        {
            using (stream)
            {
                foreach (float probability in stream.GetProbabilities(source, cancellationToken))
                    yield return probability;
            }
        }
    }

    /// <summary>Unloads the model once no run uses it any more. Streams that are still open can only be disposed.</summary>
    public void Dispose()
    {
        _pool.Dispose();
        _graph.Dispose();
    }

    private SileroVadRate FindRate(int sampleRate)
    {
        foreach (SileroVadRate rate in _graph.Rates)
        {
            if (rate.SampleRate == sampleRate)
                return rate;
        }

        throw new ArgumentException(
            $"{Info.Name} takes audio of {string.Join(" or ", _graph.Rates.Select(static rate => $"{rate.SampleRate} Hz"))}, not of {sampleRate} Hz. Resample it" +
            (sampleRate == 8000 ? ", or load silero_vad.onnx, which takes both rates." : "."),
            nameof(sampleRate));
    }

    private SileroVadRate CheckStreams(ReadOnlySpan<SileroVadStream> streams)
    {
        long ticket = Interlocked.Increment(ref _ticket);
        for (int i = 0; i < streams.Length; i++)
        {
            SileroVadStream stream = streams[i] ?? throw new ArgumentException($"Stream {i} is null.", nameof(streams));
            stream.ThrowIfDisposed();
            if (stream.Model != this)
                throw new ArgumentException($"Stream {i} is of another model, {stream.Model.Info.Name}; open it with this one.", nameof(streams));
            if (stream.SampleRate != streams[0].SampleRate)
                throw new ArgumentException($"Stream {i} has {stream.SampleRate} Hz and the first has {streams[0].SampleRate} Hz; a batch has one sample rate.", nameof(streams));
            if (stream.Ticket == ticket)
                throw new ArgumentException($"Stream {i} is in the batch twice; its windows follow each other and need a call each.", nameof(streams));
            stream.Ticket = ticket;
        }

        return streams[0].Binding.Rate;
    }
}

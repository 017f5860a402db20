using System.Buffers.Binary;
using System.IO.Pipelines;
using FsCheck.Xunit;

namespace Swictation.Stt.Audio.Tests.Sources;

public sealed class AudioSourceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_recording_is_read_to_its_end_and_disposed_with_the_source()
    {
        float[] samples = Ramp(1000);
        var recording = new DisposableSource(samples);
        IAudioSource source = AudioSource.From(recording);
        Assert.Equal((8000, 1, false), (source.SampleRate, source.Channels, source.IsLive));
        Assert.Equal(samples, await ReadAll(source, 64));
        await source.DisposeAsync();
        await source.DisposeAsync();
        Assert.Equal(1, recording.Disposals);
        Assert.Equal(0, await source.ReadAsync(new float[10]));

        var kept = new DisposableSource(samples);
        await AudioSource.From(kept, leaveOpen: true).DisposeAsync();
        Assert.Equal(0, kept.Disposals);
    }

    [Property]
    public void Blocks_of_any_lengths_give_their_frames_without_seams(int seed)
    {
        var random = new Random(seed);
        int channels = random.Next(1, 4);
        float[] samples = Ramp(random.Next(500));
        IAudioSource source = AudioSource.From(Blocks(), 16000, channels, isLive: true);
        float[] read = ReadAll(source, channels + random.Next(50)).GetAwaiter().GetResult();
        Assert.Equal(samples[..(samples.Length / channels * channels)], read);
        Assert.Equal((16000, channels, true), (source.SampleRate, source.Channels, source.IsLive));

        async IAsyncEnumerable<ReadOnlyMemory<float>> Blocks()
        {
            var block = new float[20]; // the same memory again and again
            for (int i = 0; i < samples.Length;)
            {
                int count = Math.Min(samples.Length - i, random.Next(block.Length + 1));
                samples.AsSpan(i, count).CopyTo(block);
                yield return block.AsMemory(0, count);
                block.AsSpan().Fill(float.NaN);
                i += count;
                if (random.Next(3) == 0)
                    await Task.Yield();
            }
        }
    }

    [Fact]
    public async Task A_cancelled_wait_for_a_block_loses_nothing()
    {
        var next = new TaskCompletionSource<float[]>();
        IAudioSource source = AudioSource.From(Blocks(), 16000);
        using var cancellation = new CancellationTokenSource();
        ValueTask<int> waiting = source.ReadAsync(new float[10], cancellation.Token);
        Assert.False(waiting.IsCompleted);
        await cancellation.CancelAsync();
        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);
        Assert.Equal(cancellation.Token, exception.CancellationToken);
        next.SetResult([1, 2, 3]);
        float[] read = await ReadAll(source, 2);
        Assert.Equal([1, 2, 3], read);

        async IAsyncEnumerable<ReadOnlyMemory<float>> Blocks()
        {
            yield return await next.Task;
        }
    }

    [Fact]
    public async Task Disposal_ends_a_pending_read_of_blocks_and_the_enumerator()
    {
        bool ended = false;
        IAudioSource source = AudioSource.From(Blocks(), 16000);
        Task<int> waiting = source.ReadAsync(new float[10]).AsTask();
        await source.DisposeAsync().AsTask().WaitAsync(Patience);
        Assert.Equal(0, await waiting.WaitAsync(Patience));
        Assert.Equal(0, await source.ReadAsync(new float[10]));
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref ended), Patience));

        async IAsyncEnumerable<ReadOnlyMemory<float>> Blocks([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default)
        {
            try
            {
                await Task.Delay(Timeout.Infinite, token);
                yield break;
            }
            finally
            {
                Volatile.Write(ref ended, true);
            }
        }
    }

    [Fact]
    public async Task What_fails_in_the_blocks_is_thrown()
    {
        IAudioSource source = AudioSource.From(Blocks(), 16000);
        await Assert.ThrowsAsync<IOException>(async () => await ReadAll(source, 10));

        static async IAsyncEnumerable<ReadOnlyMemory<float>> Blocks()
        {
            yield return new float[3];
            await Task.Yield();
            throw new IOException("unplugged");
        }
    }

    [Property]
    public void Raw_samples_are_the_same_as_read_at_once_and_a_cut_frame_is_dropped(int seed)
    {
        var random = new Random(seed);
        var encodings = Enum.GetValues<SampleEncoding>().Where(static encoding => encoding is not (SampleEncoding.Ieee32 or SampleEncoding.Ieee64)).ToArray();
        var format = new AudioFormat(8000, random.Next(1, 4), encodings[random.Next(encodings.Length)]);
        var bytes = new byte[random.Next(2000)];
        random.NextBytes(bytes);
        using var reader = new RawPcmReader(new MemoryStream(bytes), format);
        var expected = new float[bytes.Length + format.Channels];
        int frames = 0;
        for (int count; (count = reader.ReadFrames(expected.AsSpan(frames * format.Channels))) > 0;)
            frames += count;

        IAudioSource source = AudioSource.FromRawPcm(new TrickleStream(bytes, random.Next(1, 20)), format);
        Assert.Equal(expected[..(frames * format.Channels)], ReadAll(source, format.Channels + random.Next(100)).GetAwaiter().GetResult());
    }

    [Fact]
    public async Task Raw_samples_are_passed_on_as_soon_as_they_arrive()
    {
        var pipe = new Pipe();
        IAudioSource source = AudioSource.FromRawPcm(pipe.Reader.AsStream(), new AudioFormat(16000, 2, SampleEncoding.Pcm16), isLive: true);
        Assert.Equal((16000, 2, true), (source.SampleRate, source.Channels, source.IsLive));
        var destination = new float[1000];
        ValueTask<int> waiting = source.ReadAsync(destination);
        Assert.False(waiting.IsCompleted);
        await pipe.Writer.WriteAsync(Pcm(16384, -16384, 8192)); // one frame and a half
        Assert.Equal(2, await waiting.AsTask().WaitAsync(Patience));
        Assert.Equal([0.5f, -0.5f], destination[..2]);

        using var cancellation = new CancellationTokenSource();
        waiting = source.ReadAsync(destination, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await waiting);
        await pipe.Writer.WriteAsync(Pcm(-8192));
        Assert.Equal(2, await source.ReadAsync(destination).AsTask().WaitAsync(Patience));
        Assert.Equal([0.25f, -0.25f], destination[..2]);
        await pipe.Writer.CompleteAsync();
        Assert.Equal(0, await source.ReadAsync(destination));
    }

    [Fact]
    public async Task Disposal_ends_a_pending_read_of_a_stream()
    {
        var pipe = new Pipe();
        IAudioSource source = AudioSource.FromRawPcm(pipe.Reader.AsStream(), new AudioFormat(16000, 1, SampleEncoding.Pcm16), leaveOpen: true);
        Task<int> waiting = source.ReadAsync(new float[10]).AsTask();
        await source.DisposeAsync();
        Assert.Equal(0, await waiting.WaitAsync(Patience));

        var stream = new TrickleStream([]);
        await AudioSource.FromRawPcm(stream, new AudioFormat(16000, 1, SampleEncoding.Pcm16)).DisposeAsync();
        Assert.True(stream.IsDisposed);
    }

    [Fact]
    public async Task Floats_that_are_no_numbers_are_passed_on()
    {
        var bytes = new byte[12];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, float.NaN);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4), float.PositiveInfinity);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(8), 0.5f);
        float[] read = await ReadAll(AudioSource.FromRawPcm(new MemoryStream(bytes), new AudioFormat(16000, 1, SampleEncoding.Ieee32)), 10);
        Assert.Equal([float.NaN, float.PositiveInfinity, 0.5f], read);
    }

    [Fact]
    public async Task A_paced_source_gives_each_block_when_it_would_have_been_recorded()
    {
        var time = new ManualTimeProvider();
        float[] samples = Ramp(1000);
        IAudioSource source = AudioSource.Realtime(AudioSource.From(new DisposableSource(samples)), time, TimeSpan.FromMilliseconds(50));
        Assert.Equal((8000, 1, true), (source.SampleRate, source.Channels, source.IsLive));
        var destination = new float[2000];
        Task<int> waiting = source.ReadAsync(destination).AsTask();
        time.Advance(TimeSpan.FromMilliseconds(49));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(400, await waiting.WaitAsync(Patience));

        // Cancelled while it waits, nothing is lost; a reader that comes late gets at once what it missed, in the same blocks.
        using var cancellation = new CancellationTokenSource();
        waiting = source.ReadAsync(destination.AsMemory(400), cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(100, await source.ReadAsync(destination.AsMemory(400, 100)));
        Assert.Equal(300, await source.ReadAsync(destination.AsMemory(500)));
        Assert.Equal(200, await source.ReadAsync(destination.AsMemory(800)));
        Assert.Equal(samples, destination[..1000]);
        Assert.Equal(0, await source.ReadAsync(destination));
    }

    [Fact]
    public async Task Disposal_ends_the_wait_of_a_paced_source()
    {
        var recording = new DisposableSource(Ramp(1000));
        IAudioSource source = AudioSource.Realtime(AudioSource.From(recording), new ManualTimeProvider());
        Task<int> waiting = source.ReadAsync(new float[10]).AsTask();
        await source.DisposeAsync();
        Assert.Equal(0, await waiting.WaitAsync(Patience));
        Assert.Equal(1, recording.Disposals);
    }

    [Fact]
    public async Task Wrong_arguments_are_named()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AudioSource.From(None(), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => AudioSource.From(None(), 16000, 65));
        Assert.Throws<ArgumentException>(() => AudioSource.FromRawPcm(Stream.Null, default));
        IAudioSource stereo = AudioSource.From(None(), 16000, 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => AudioSource.Realtime(stereo, null, TimeSpan.FromSeconds(1)));
        ArgumentException room = await Assert.ThrowsAsync<ArgumentException>(async () => await stereo.ReadAsync(new float[1]));
        Assert.Contains("2 channels", room.Message, StringComparison.Ordinal);

        static async IAsyncEnumerable<ReadOnlyMemory<float>> None()
        {
            await Task.CompletedTask;
            yield break;
        }
    }

    private static float[] Ramp(int count) => [.. Enumerable.Range(0, count).Select(static i => i / 1000f)];

    private static byte[] Pcm(params short[] values)
    {
        var bytes = new byte[2 * values.Length];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * i), values[i]);
        return bytes;
    }

    private static async Task<float[]> ReadAll(IAudioSource source, int room)
    {
        var samples = new List<float>();
        var destination = new float[room];
        for (int count; (count = await source.ReadAsync(destination).AsTask().WaitAsync(Patience)) > 0;)
            samples.AddRange(destination.AsSpan(0, count));
        return [.. samples];
    }

    private sealed class DisposableSource(float[] samples) : ISampleSource, IDisposable
    {
        private int _position;

        public int SampleRate => 8000;

        public int Disposals { get; private set; }

        public int Read(Span<float> destination)
        {
            int count = Math.Min(destination.Length, samples.Length - _position);
            samples.AsSpan(_position, count).CopyTo(destination);
            _position += count;
            return count;
        }

        public void Dispose() => Disposals++;
    }
}

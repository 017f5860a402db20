using System.Diagnostics;

namespace Swictation.Stt.Audio.Tests;

public sealed class FFmpegReaderTests
{
    private static readonly string Hello = Repository.Path("samples", "audio", "hello.wav");

    private static string Program()
    {
        string? program = FFmpegLocator.Find();
        Skip.If(program is null, "FFmpeg is not installed.");
        return program!;
    }

    private static string Encode(TemporaryFolder folder, string name, params string[] arguments)
    {
        ProcessStartInfo info = new(Program()) { RedirectStandardError = true, RedirectStandardInput = true };
        foreach (string argument in (string[])["-nostdin", "-v", "error", "-i", Hello, .. arguments, "file:" + folder.At(name)])
            info.ArgumentList.Add(argument);
        using Process process = Process.Start(info)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Skip.If(errors.Contains("Unknown encoder", StringComparison.Ordinal), $"This FFmpeg lacks an encoder: {errors}");
        Assert.True(process.ExitCode == 0, errors);
        return folder.At(name);
    }

    private static void AssertSounds(float[] expected, float[] actual, double minimum, double tolerance)
    {
        Assert.InRange(actual.Length / 16000.0 - expected.Length / 16000.0, -tolerance, tolerance);
        double best = 0;
        for (int lag = 0; lag <= tolerance * 16000; lag++)
            best = Math.Max(best, Math.Max(Signals.Correlation(expected.AsSpan(lag), actual), Signals.Correlation(expected, actual.AsSpan(lag))));
        Assert.InRange(best, minimum, 1.000001);
    }

    [SkippableTheory]
    [InlineData("a.flac", "-c:a flac", 0.9999, 0.0)]
    [InlineData("a.aiff", "-c:a pcm_s16be", 0.9999, 0.0)]
    [InlineData("a.wv", "-c:a wavpack -ar 44100 -ac 2", 0.999, 0.01)]
    [InlineData("a.mp3", "-c:a libmp3lame -b:a 128k", 0.95, 0.1)]
    [InlineData("a.ogg", "-c:a libvorbis -q:a 5", 0.95, 0.1)]
    [InlineData("a.opus", "-c:a libopus -b:a 64k", 0.9, 0.1)]
    [InlineData("a.m4a", "-c:a aac -b:a 128k -ar 44100", 0.95, 0.1)]
    [InlineData("a.webm", "-c:a libopus -b:a 64k", 0.9, 0.1)]
    [InlineData("a.wav", "-c:a adpcm_ima_wav", 0.95, 0.1)]
    public void What_FFmpeg_encodes_sounds_as_it_did(string name, string arguments, double minimum, double tolerance)
    {
        using TemporaryFolder folder = new();
        string path = Encode(folder, name, arguments.Split(' '));
        float[] expected = AudioReader.ReadAll(Hello);
        float[] stored = AudioReader.ReadAll(path);
        AssertSounds(expected, stored, minimum, tolerance);

        using FileStream stream = File.OpenRead(path);
        using AudioReader piped = AudioReader.Open(stream, name);
        // Without the end in sight some formats cannot tell FFmpeg where their padding begins.
        AssertSounds(expected, piped.ReadToEnd(), minimum, Math.Max(tolerance, 0.1));
    }

    [SkippableFact]
    public void A_pipe_of_compressed_audio_is_recognised_and_read()
    {
        using TemporaryFolder folder = new();
        byte[] bytes = File.ReadAllBytes(Encode(folder, "a.flac"));
        TrickleStream stream = new(bytes, 1000);
        using AudioReader reader = AudioReader.Open(stream, "pipe");
        Assert.Null(reader.Duration);
        Assert.Equal(AudioReader.ReadAll(Hello), reader.ReadToEnd());
        Assert.NotNull(reader.Duration);
    }

    [SkippableTheory]
    [InlineData("-i.flac")]
    [InlineData("it's \"quoted\" $HOME %d.flac")]
    [InlineData("запись голоса 🎙️.flac")]
    [InlineData("concat:a|b.flac")]
    [InlineData(" leading and trailing .flac")]
    public void Every_file_name_is_safe(string name)
    {
        Skip.If(OperatingSystem.IsWindows() && name.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0, "Windows has no such names.");
        using TemporaryFolder folder = new();
        string path = Encode(folder, name);
        Assert.Equal(AudioReader.ReadAll(Hello), AudioReader.ReadAll(path));
    }

    [SkippableFact]
    public void Rate_and_channels_can_be_left_to_FFmpeg()
    {
        Program();
        using FFmpegReader reader = FFmpegReader.Open(Hello, new FFmpegReaderOptions { SampleRate = 8000, Channels = 3 });
        Assert.Equal(new AudioFormat(8000, 3, SampleEncoding.Ieee32), reader.Format);
        Assert.Null(reader.FrameCount);
        int samples = WavBytes.ReadAll(reader).Length;
        Assert.Equal(samples / 3, reader.FrameCount);
        Assert.Equal(0, reader.ReadFrames(new float[3]));
        Assert.Empty(reader.Warnings);
    }

    [SkippableTheory]
    [InlineData(6, "pcm_alaw")]
    [InlineData(7, "pcm_mulaw")]
    public void Both_laws_agree_with_FFmpeg_in_every_code(int tag, string codec)
    {
        Program();
        Assert.NotEmpty(codec);
        byte[] file = WavBytes.Make(tag, 1, 8000, 8, Enumerable.Range(0, 256).Select(x => (byte)x).ToArray());
        using FFmpegReader theirs = FFmpegReader.Open(new MemoryStream(file));
        using WavReader ours = WavBytes.Open(file);
        Assert.Equal(WavBytes.ReadAll(theirs), WavBytes.ReadAll(ours));
    }

    [SkippableFact]
    public void What_FFmpeg_cannot_read_is_refused_in_its_words()
    {
        Program();
        using TemporaryFolder folder = new();
        byte[] bytes = new byte[5000];
        new Random(1).NextBytes(bytes);
        string path = folder.Write("noise.mp4", bytes);
        AudioFormatException error = Assert.Throws<AudioFormatException>(() => AudioReader.Open(path));
        Assert.Contains("noise.mp4", error.Message, StringComparison.Ordinal);
        Assert.Contains("Invalid data", error.Message, StringComparison.Ordinal);
        Assert.Equal(path, error.AudioSource);
    }

    [SkippableFact]
    public void A_picture_has_no_sound()
    {
        using TemporaryFolder folder = new();
        string path = Encode(folder, "picture.png", "-filter_complex", "showwavespic=s=64x64", "-frames:v", "1");
        Assert.Throws<AudioFormatException>(() => AudioReader.Open(path));
    }

    [SkippableFact]
    public void A_missing_file_is_missing_and_not_damaged()
    {
        Assert.Throws<FileNotFoundException>(() => FFmpegReader.Open("/no/such/file.mp3"));
        Assert.Throws<AudioFormatException>(() => FFmpegReader.Open(Path.GetTempPath()));
    }

    /// <summary>Is a Sun audio file without end that hits back after a while.</summary>
    private sealed class EndlessStream(Action after) : Stream
    {
        private int _reads;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_reads++ == 0)
            {
                // Magic, header size, unknown data size, 16-bit PCM, rate, channels; big-endian.
                byte[] header = [.. ".snd"u8, 0, 0, 0, 24, 255, 255, 255, 255, 0, 0, 0, 3, 0, 0, 0x3E, 0x80, 0, 0, 0, 1];
                header.CopyTo(buffer, offset);
                return header.Length;
            }

            if (_reads == 100)
                after();
            Array.Clear(buffer, offset, count);
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    [SkippableFact]
    public void Cancellation_ends_FFmpeg_and_the_reading()
    {
        Program();
        using CancellationTokenSource source = new();
        using AudioReader reader = AudioReader.Open(new EndlessStream(source.Cancel), cancellationToken: source.Token);
        Assert.ThrowsAny<OperationCanceledException>(() => ReadForEver(reader));
    }

    [SkippableTheory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(OperationCanceledException))]
    [InlineData(typeof(ObjectDisposedException))]
    public void A_source_that_fails_is_reported_and_not_taken_for_the_end(Type failure)
    {
        Program();
        Exception cause = (Exception)Activator.CreateInstance(failure, "The line went dead.")!;
        using AudioReader reader = AudioReader.Open(new EndlessStream(() => throw cause), "line");
        AudioFormatException error = Assert.Throws<AudioFormatException>(() => ReadForEver(reader));
        Assert.Contains("The line went dead.", error.Message, StringComparison.Ordinal);
        Assert.Same(cause, error.InnerException);
    }

    [SkippableFact]
    public void A_reader_can_be_closed_in_the_middle()
    {
        Program();
        using AudioReader reader = AudioReader.Open(new EndlessStream(() => { }));
        Assert.True(reader.Read(new float[100]) > 0);
    }

    private static void ReadForEver(AudioReader reader)
    {
        float[] block = new float[10_000];
        while (reader.Read(block) > 0)
        {
        }

        Assert.Fail("An endless stream ended.");
    }
}

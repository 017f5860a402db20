using Swictation.Stt.Audio;

namespace Swictation.Stt.Evaluation.Tests.Support;

/// <summary>A folder that goes with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Root = Directory.CreateTempSubdirectory("swictation-evaluation-").FullName;

    public string Root { get; }

    public string this[string name] => Path.Combine(Root, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(Prepare(name), text);
        return this[name];
    }

    /// <summary>Writes a recording whose samples rise from 0 in steps of 1/4096, so that a part of it is known by its first sample.</summary>
    public string WriteAudio(string name, int samples)
    {
        float[] ramp = new float[samples];
        for (int i = 0; i < samples; i++)
            ramp[i] = i % 4096 / 4096f;
        using WavWriter writer = WavWriter.Create(Prepare(name), new AudioFormat(16000, 1, SampleEncoding.Pcm16));
        writer.Write(ramp);
        writer.Complete();
        return this[name];
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private string Prepare(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        return this[name];
    }
}

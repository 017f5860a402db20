using Swictation.Stt.Audio;

namespace Swictation.Stt.Tests;

/// <summary>Recordings that a <see cref="ScriptedEngine"/> knows its way in.</summary>
internal static class ScriptedRecording
{
    /// <summary>Makes a WAV file in memory; with a sample in it that is not a number, if asked for.</summary>
    public static byte[] Wav(double seconds, int? notANumberAt = null)
    {
        float[] samples = ScriptedEngine.Audio(seconds);
        using var stream = new MemoryStream();
        using (var writer = new WavWriter(stream, new AudioFormat(ScriptedEngine.SampleRate, 1, SampleEncoding.Ieee32), leaveOpen: true))
        {
            writer.Write(samples);
            writer.Complete();
        }

        byte[] wav = stream.ToArray();
        if (notANumberAt is int index)
            BitConverter.TryWriteBytes(wav.AsSpan(wav.Length - ((samples.Length - index) * sizeof(float))), float.NaN);
        return wav;
    }
}

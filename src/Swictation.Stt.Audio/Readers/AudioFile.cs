namespace Swictation.Stt.Audio;

/// <summary>Opens audio files, telling apart what can be wrong with a path.</summary>
internal static class AudioFile
{
    public static FileStream OpenRead(string path)
    {
        Check(path);
        // The readers bring their own buffers.
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
    }

    public static void Check(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw new AudioFormatException($"{path} is a folder; an audio file was expected. Name one of the files in it.", path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file {path}. Check the spelling and the folder ({Directory.GetCurrentDirectory()} is the current one).", path);
    }
}

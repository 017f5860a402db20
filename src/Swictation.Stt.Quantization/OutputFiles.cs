namespace Swictation.Stt.Quantization;

/// <summary>Writes a quantised model so that it has its name only when it is whole.</summary>
internal static class OutputFiles
{
    public static QuantizationResult WriteFolder(QuantizationWork work, string source, string target, IProgress<QuantizationProgress>? progress) =>
        Write(work, target, progress, temporary =>
        {
            foreach (string name in work.CopiedFiles)
            {
                work.CancellationToken.ThrowIfCancellationRequested();
                string copy = Path.Combine(temporary, name);
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(Path.Combine(work.Root, name), copy);
            }
        },
        temporary => Directory.Move(temporary, target),
        source);

    public static QuantizationResult WriteFile(QuantizationWork work, string source, string target, IProgress<QuantizationProgress>? progress)
    {
        OnnxWriter writer = work.Writers[0];
        return Write(work, target, progress, static _ => { }, temporary =>
        {
            if (writer.ExternalName is { } external)
                File.Move(Path.Combine(temporary, external), Path.Combine(Path.GetDirectoryName(target)!, external));
            File.Move(Path.Combine(temporary, writer.FileName), target);
            Directory.Delete(temporary);
        },
        source);
    }

    /// <param name="work">What to write.</param>
    /// <param name="target">What it will be called.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="copy">Copies what goes along into the folder that it is given.</param>
    /// <param name="publish">Gives that folder, or what is in it, its name.</param>
    /// <param name="source">The original.</param>
    private static QuantizationResult Write(
        QuantizationWork work, string target, IProgress<QuantizationProgress>? progress, Action<string> copy, Action<string> publish, string source)
    {
        if (Path.Exists(target))
            throw new QuantizationException($"{target} exists already. Remove it, or name another output.", target);
        string parent = Path.GetDirectoryName(target) ?? throw new QuantizationException($"{target} is no place for a model. Name another output.", target);
        string temporary = Path.Combine(parent, $".{Path.GetFileName(target)}.{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(parent);
            RequireSpace(parent, work.Length);
            Directory.CreateDirectory(temporary);
            copy(temporary);
            long done = 0;
            foreach (OnnxWriter writer in work.Writers)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(temporary, writer.FileName))!);
                writer.Write(temporary, bytes => progress?.Report(new QuantizationProgress(writer.FileName, done += bytes, work.Length)), work.CancellationToken);
                OnnxChecker.Check(Path.Combine(temporary, writer.FileName));
            }

            progress?.Report(new QuantizationProgress(work.Writers[^1].FileName, work.Length, work.Length));
            publish(temporary);
            return work.Describe(source, target);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new QuantizationException($"The quantised model {target} cannot be written: {exception.Message} Make room or name another output; the original is untouched.", target, exception);
        }
        finally
        {
            RemoveQuietly(temporary);
        }
    }

    private static void RequireSpace(string folder, long needed)
    {
        long free;
        try
        {
            free = new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (ArgumentException)
        {
            return; // a share of a network under Windows, which does not say
        }

        if (free < needed)
        {
            throw new QuantizationException(
                $"The quantised model takes {needed} bytes, but {folder} has {free} free. Make room or name another output; the original is untouched.", folder);
        }
    }

    private static void RemoveQuietly(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The failure that is under way says enough; what is left does not have the model's name.
        }
    }
}

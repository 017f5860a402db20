using System.Diagnostics;
using Xunit;

namespace Swictation.Stt.TestSupport;

/// <summary>A file system of its own that is small, or read-only. Making one takes the rights of an administrator.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SmallDisk(string options)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Mounting a small disk is written for Linux.");
        bool mounted = Mount("mount", "-t", "tmpfs", "-o", options, "tmpfs", _folder.Root);
        if (!mounted)
            _folder.Dispose();
        Skip.IfNot(mounted, "Mounting a small disk takes the rights of an administrator.");
    }

    public string Root => _folder.Root;

    /// <summary>Changes its options, such as <c>ro</c>.</summary>
    public void Remount(string options)
    {
        if (!Mount("mount", "-o", "remount," + options, _folder.Root))
            throw new InvalidOperationException($"The disk could not be mounted again with {options}.");
    }

    public void Dispose()
    {
        Mount("umount", "-l", _folder.Root);
        _folder.Dispose();
    }

    private static bool Mount(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}

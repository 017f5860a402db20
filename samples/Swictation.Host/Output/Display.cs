using System.Runtime.InteropServices;
using Spectre.Console;

namespace Swictation.Host.Output;

/// <summary>What the terminal behind standard output can do.</summary>
internal static partial class Display
{
    private const int UsualColumns = 80; // of a terminal that does not say
    private const int StandardOutput = 1;
    private const nuint RequestWindowSize = 0x5413; // TIOCGWINSZ on Linux

    /// <summary>Gets whether there is one whose rows can be drawn again.</summary>
    public static bool IsLive => !Console.IsOutputRedirected
        && (OperatingSystem.IsWindows() ? AnsiConsole.Profile.Capabilities.Ansi : Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb");

    /// <summary>Gets whether text may be dimmed: not where <c>NO_COLOR</c> is set (no-color.org).</summary>
    public static bool IsStyled => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    /// <summary>Gets how many columns it has at the moment.</summary>
    public static int GetColumns()
    {
        // The console would switch the keys of the terminal to another mode, and leave it in that.
        if (OperatingSystem.IsLinux())
            return GetWindowSize(StandardOutput, RequestWindowSize, out WindowSize size) == 0 && size.Columns > 0 ? size.Columns : UsualColumns;
        try
        {
            return Console.WindowWidth is > 0 and var columns ? columns : UsualColumns;
        }
        catch (IOException)
        {
            return UsualColumns;
        }
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int GetWindowSize(int descriptor, nuint request, out WindowSize size);

    /// <summary>The C library's winsize.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct WindowSize
    {
        public readonly ushort Rows;
        public readonly ushort Columns;
        public readonly ushort Width;
        public readonly ushort Height;
    }
}

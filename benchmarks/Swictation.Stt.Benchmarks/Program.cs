using Swictation.Stt.Benchmarks.Commands;

namespace Swictation.Stt.Benchmarks;

internal static class Program
{
    private static int Main(string[] args)
    {
        // First and without anything else: its start-up is measured.
        if (args is [FirstTextCommand.Verb, ..])
            return FirstTextCommand.Run(args);
        return Dispatcher.Run(args);
    }
}

using System.CommandLine;
using Swictation.Host.Output;

namespace Swictation.Host.Commands;

/// <summary>The whole command line.</summary>
internal static class CommandLine
{
    public static RootCommand Create(Terminal terminal, CancellationToken cancellationToken)
    {
        var root = new RootCommand(
            """
            Speech to text on this machine: nothing leaves it.

            Examples:
              swictation transcribe talk.wav                    print what is said
              swictation transcribe *.mp3 --format srt -o subs  subtitles for every file, into the folder subs
              arecord -f S16_LE -r 16000 -t raw -d 5 | swictation transcribe - --raw 16000
              swictation doctor                                 what is installed, what is missing, how fast it is

            Exit codes: 0 everything was done, 1 something failed, 2 wrong arguments or no model, 130 interrupted.
            """);
        root.Subcommands.Add(TranscribeCommand.Create(terminal, cancellationToken));
        root.Subcommands.Add(EvalCommand.Create(terminal, cancellationToken));
        root.Subcommands.Add(DoctorCommand.Create(terminal, cancellationToken));
        return root;
    }
}

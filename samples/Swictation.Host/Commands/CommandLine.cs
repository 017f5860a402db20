using System.CommandLine;
using Swictation.Host.Output;

namespace Swictation.Host.Commands;

/// <summary>The whole command line.</summary>
internal static class CommandLine
{
    public static RootCommand Create(Terminal terminal, Interruption interruption)
    {
        var root = new RootCommand(
            """
            Speech to text on this machine: nothing leaves it.

            Examples:
              swictation transcribe talk.wav                    print what is said
              swictation transcribe *.mp3 --format srt -o subs  subtitles for every file, into the folder subs
              swictation transcribe rede.mp3 -m whisper-small/ -l de --translate   German speech as English text
              arecord -f S16_LE -r 16000 -t raw | swictation listen --raw 16000 -   words while they are spoken
              swictation listen --file talk.wav --realtime      the same of a recording, at the pace of its speaker
              swictation corrections add kubernetes Kubernetes --fuzzy  what is misheard, mended
              swictation transform "hello comma world period"   what is said into what is written
              swictation commands                               what can be said, with examples
              swictation models pull parakeet-tdt-0.6b-v3       get a model for human voices
              swictation models quantize tiny-en --to int8      a smaller model of one that is there
              swictation doctor                                 what is installed, what is missing, how fast it is

            Exit codes: 0 everything was done, 1 something failed, 2 wrong arguments or no model, 130 interrupted.
            """);
        root.Subcommands.Add(TranscribeCommand.Create(terminal, interruption.Token));
        root.Subcommands.Add(ListenCommand.Create(terminal, interruption));
        root.Subcommands.Add(TransformCommand.Create(terminal, interruption.Token));
        root.Subcommands.Add(CommandsCommand.Create(terminal));
        root.Subcommands.Add(EvalCommand.Create(terminal, interruption.Token));
        root.Subcommands.Add(Models.ModelsCommand.Create(terminal, interruption.Token));
        root.Subcommands.Add(CorrectionsCommand.Create(terminal, interruption.Token));
        root.Subcommands.Add(DoctorCommand.Create(terminal, interruption.Token));
        return root;
    }
}

using System.CommandLine;
using Swictation.Host.Doctor;
using Swictation.Host.Output;

namespace Swictation.Host.Commands;

/// <summary><c>swictation doctor</c>.</summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        var command = new Command(
            "doctor",
            """
            Says what is installed, what is missing and what to do about it, and times a self-test on the demonstration model.

            Examples:
              swictation doctor
              swictation doctor --model /models/parakeet-tdt-0.6b-v3
              swictation doctor --provider cuda --json
              swictation doctor --vad silero_vad.onnx
            """);
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var engine = new EngineArguments();
        var detector = new DetectorArguments();
        engine.AddTo(command);
        detector.AddTo(command, withThreshold: false);
        command.Options.Add(json);
        command.SetAction(parsed =>
        {
            IReadOnlyList<CheckResult> results = new Examination(engine.Options(parsed), engine.Model(parsed), detector.Path(parsed), cancellationToken).Run();
            terminal.Write(writer =>
            {
                if (parsed.GetValue(json))
                    ExaminationReport.WriteJson(writer, results);
                else
                    ExaminationReport.WriteText(writer, results);
            });
            return results.Any(static result => result.Status == CheckStatus.Problem) ? ExitCodes.Failure : ExitCodes.Success;
        });
        return command;
    }
}

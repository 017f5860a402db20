using System.Diagnostics;

namespace Swictation.Host.Tests;

/// <summary>Runs the built command as its users do: as a process of its own.</summary>
internal static class BuiltCommand
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "swictation.dll");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static string Sample(string name) => Repository.Path("samples", "audio", name);

    public static CommandResult Run(params string[] arguments) => Run(null, null, arguments);

    public static CommandResult Run(byte[]? input, IReadOnlyDictionary<string, string?>? environment, params string[] arguments)
    {
        using Process process = Start(environment, arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (input is not null)
            process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        return Finish(process, output, error);
    }

    public static CommandResult Finish(Process process, Task<string> output, Task<string> error)
    {
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("The command did not end.");
        }

        return new CommandResult(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    public static Process Start(IReadOnlyDictionary<string, string?>? environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            StandardErrorEncoding = System.Text.Encoding.UTF8,
        };
        start.ArgumentList.Add(Program);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (string name in new[] { "SWICTATION_MODEL", "SWICTATION_MODELS", "SWICTATION_VAD", "SWICTATION_ONNXRUNTIME" })
            start.Environment.Remove(name);
        start.Environment["SWICTATION_GRAPH_CACHE"] = "0"; // the user's own stays as it is
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs a shell line in which $SWICTATION is the command.</summary>
    public static CommandResult Shell(string line)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(line);
        start.Environment["SWICTATION"] = $"dotnet {Program}";
        start.Environment["SWICTATION_GRAPH_CACHE"] = "0";
        using Process process = Process.Start(start)!;
        return Finish(process, process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }
}

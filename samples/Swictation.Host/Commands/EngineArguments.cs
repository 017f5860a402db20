using System.CommandLine;
using Swictation.Stt;
using Swictation.Stt.Onnx;

namespace Swictation.Host.Commands;

/// <summary>The options by which a command chooses and loads a model.</summary>
internal sealed class EngineArguments
{
    private readonly Option<string?> _model = new("--model", "-m")
    {
        Description = "The model: a directory of Parakeet's or Whisper's files, a name that is found on this machine, or auto: the best that is here for the language, the memory and the processors. Default: $SWICTATION_MODEL, else tiny-en, the demonstration model.",
        HelpName = "DIR",
    };

    private readonly Option<SttEngineKind> _kind = new("--engine")
    {
        Description = "What runs the model: parakeet, whisper, or auto, which tells it from the model's files.",
        HelpName = "NAME",
        CustomParser = static result =>
        {
            string name = result.Tokens[0].Value;
            if (Enum.TryParse(name, ignoreCase: true, out SttEngineKind kind) && !char.IsAsciiDigit(name[0]))
                return kind;
            result.AddError($"--engine {name} is unknown. Choose from auto, parakeet, whisper.");
            return SttEngineKind.Auto;
        },
    };

    private readonly Option<int> _threads = new("--threads", "-t")
    {
        Description = "Threads for the model; 0 takes all physical cores.",
        HelpName = "N",
    };

    private readonly Option<string[]> _provider = new("--provider", "-p")
    {
        Description = "Where the model runs: cpu, cuda, tensorrt, directml, coreml or webgpu. Several are tried in order; cpu is always the last.",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _noGraphCache = new("--no-graph-cache")
    {
        Description = "Do not keep rewritten graphs for the next start, and do not use kept ones. SWICTATION_GRAPH_CACHE=0 does the same; a folder there moves them.",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_model);
        AddRuntimeTo(command);
    }

    /// <summary>Adds everything but the model, for a command that takes several.</summary>
    public void AddRuntimeTo(Command command)
    {
        OptionRange.Require(_threads, 0, 1024);
        _provider.Validators.Add(result =>
        {
            foreach (string name in result.Tokens.Select(static token => token.Value).Where(static name => ParseProvider(name) is null))
                result.AddError($"--provider {name} is unknown. Choose from cpu, cuda, tensorrt, directml, coreml, webgpu.");
        });
        command.Options.Add(_kind);
        command.Options.Add(_threads);
        command.Options.Add(_provider);
        command.Options.Add(_noGraphCache);
    }

    public string? Model(ParseResult parsed) => parsed.GetValue(_model);

    public SttEngineOptions Options(ParseResult parsed) => new()
    {
        Engine = parsed.GetValue(_kind),
        Threads = parsed.GetValue(_threads),
        Providers = [.. (parsed.GetValue(_provider) ?? []).Select(static name => new ExecutionProviderOptions(ParseProvider(name)!.Value))],
        GraphCache = parsed.GetValue(_noGraphCache) ? null : GraphCache.OpenDefault(),
    };

    private static ExecutionProvider? ParseProvider(string name) =>
        Enum.TryParse(name, ignoreCase: true, out ExecutionProvider provider) && !char.IsAsciiDigit(name[0]) ? provider : null;
}

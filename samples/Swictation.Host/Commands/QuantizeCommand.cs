using System.CommandLine;
using Swictation.Host.Output;
using Swictation.Stt.Quantization;

namespace Swictation.Host.Commands;

/// <summary><c>swictation models quantize</c>: its arguments. The work is <see cref="QuantizeRun"/>'s.</summary>
internal static class QuantizeCommand
{
    private static readonly QuantizationOptions Defaults = new();

    public static Command Create(Terminal terminal, CancellationToken cancellationToken)
    {
        var command = new Command(
            "quantize",
            """
            Makes a model smaller: its weights become integers of 8 or 4 bits. Then compares size, speed and text with the original, which
            is left as it is.

            Examples:
              swictation models quantize parakeet-tdt-0.6b-v3 --to int8
              swictation models quantize /models/whisper-small --to int4 --output /models/whisper-small-int4
              swictation models quantize tiny-en --to int4 --audio samples/audio --layers
              swictation models quantize tiny-en --to int8 --exclude "joiner*" "regex:/b\.0/"   where the report shows much lost
              swictation models quantize encoder.onnx --to int8 --no-compare

            Exit codes: 0 done, 1 quantised but not compared, 2 nothing was written, 130 interrupted.
            """);
        var model = new Argument<string>("MODEL") { Description = "A model's directory, a name that is found on this machine, or one ONNX file." };
        var from = new Option<string>("--from") { Description = "What the model is now: fp32, the files without a precision in their names.", HelpName = "PRECISION", DefaultValueFactory = static _ => "fp32" };
        var to = new Option<string>("--to") { Description = "int8 (a quarter of the weights) or int4 (about a sixth).", HelpName = "PRECISION", Required = true };
        var output = new Option<string?>("--output", "-o") { Description = "The new model's directory, or file; it must not exist. Default: beside the original, and of a known model in the store, with -int8 or -int4 after its name.", HelpName = "DIR" };
        var exclude = new Option<string[]>("--exclude", "-x")
        {
            Description = "Layers to keep: a pattern with * and ? for the whole name of a node, weight or file, or regex: and an expression. Several can follow, or each its own --exclude.",
            HelpName = "PATTERN",
            AllowMultipleArgumentsPerToken = true,
        };
        var blockSize = new Option<int>("--block-size") { Description = "int4: how many weights share a scale: 16, 32, 64 or 128.", HelpName = "N", DefaultValueFactory = static _ => Defaults.BlockSize };
        var symmetric = new Option<bool>("--symmetric") { Description = "int4: whether blocks have no zero points.", HelpName = "true|false", DefaultValueFactory = static _ => Defaults.Symmetric };
        var accuracy = new Option<int>("--accuracy-level") { Description = "int4: 1 computes in 32 bits, 4 in 8, 0 as ONNX Runtime likes.", HelpName = "N", DefaultValueFactory = static _ => Defaults.AccuracyLevel };
        var weightType = new Option<string>("--weight-type") { Description = "int8: signed (int8) or unsigned (uint8) weights.", HelpName = "TYPE", DefaultValueFactory = static _ => "int8" };
        var perTensor = new Option<bool>("--per-tensor") { Description = "int8: one scale for a whole weight instead of one for each column." };
        var fullRange = new Option<bool>("--full-range") { Description = "int8: 8 bits instead of 7: right only on processors with VNNI and on ARM, or with uint8." };
        var embeddings = new Option<bool>("--embeddings") { Description = "Also embedding tables, to 8 bits." };
        var convolutions = new Option<bool>("--convolutions") { Description = "Also convolutions, to 8 bits: smaller, but slower and less exact." };
        var noLstm = new Option<bool>("--no-lstm") { Description = "Keep LSTM layers." };
        var audio = new Option<string[]>("--audio", "-a") { Description = "Recordings to compare on: files, folders, patterns. Default: one that comes with the command.", HelpName = "FILE", AllowMultipleArgumentsPerToken = true };
        var rounds = new Option<int>("--rounds") { Description = "How often both models hear each recording, in turn.", HelpName = "N", DefaultValueFactory = static _ => 5 };
        var noCompare = new Option<bool>("--no-compare") { Description = "Do not run the models." };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var layers = new Option<bool>("--layers") { Description = "List every layer." };
        from.Validators.Add(static result =>
        {
            if (result.Tokens is [{ Value: not "fp32" } token])
                result.AddError($"--from {token.Value} is not supported: only 32-bit graphs (fp32) are quantised. Get the model's 32-bit export.");
        });
        to.AcceptOnlyFromAmong("int8", "int4");
        weightType.AcceptOnlyFromAmong("int8", "uint8");
        OptionRange.Require(accuracy, 0, 4);
        OptionRange.Require(rounds, 1, 1000);
        var engine = new EngineArguments();
        command.Arguments.Add(model);
        foreach (Option option in new Option[]
        {
            from, to, output, exclude, blockSize, symmetric, accuracy, weightType, perTensor, fullRange, embeddings, convolutions, noLstm, audio, rounds, noCompare, json, layers,
        })
            command.Options.Add(option);
        engine.AddRuntimeTo(command);
        command.SetAction(parsed => new QuantizeRun(terminal, cancellationToken).Execute(new QuantizeSettings
        {
            Model = parsed.GetValue(model),
            Output = parsed.GetValue(output),
            Engine = engine.Options(parsed),
            Audio = parsed.GetValue(audio) ?? [],
            Compares = !parsed.GetValue(noCompare),
            Rounds = parsed.GetValue(rounds),
            Json = parsed.GetValue(json),
            Layers = parsed.GetValue(layers),
            Quantization = new QuantizationOptions
            {
                Format = parsed.GetValue(to) == "int4" ? QuantizationFormat.Int4 : QuantizationFormat.Int8,
                Exclude = parsed.GetValue(exclude) ?? [],
                BlockSize = parsed.GetValue(blockSize),
                Symmetric = parsed.GetValue(symmetric),
                AccuracyLevel = parsed.GetValue(accuracy),
                WeightType = parsed.GetValue(weightType) == "uint8" ? Int8WeightType.UInt8 : Int8WeightType.Int8,
                PerChannel = !parsed.GetValue(perTensor),
                ReduceRange = !parsed.GetValue(fullRange),
                Embeddings = parsed.GetValue(embeddings),
                Convolutions = parsed.GetValue(convolutions),
                Recurrent = !parsed.GetValue(noLstm),
            },
        }));
        return command;
    }
}

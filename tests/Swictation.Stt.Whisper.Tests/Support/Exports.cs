namespace Swictation.Stt.Whisper.Tests;

/// <summary>Exports of whisper-random of kinds that the shared files lack: with 16-bit inputs and outputs, and with cross-attentions.</summary>
internal static class Exports
{
    private static readonly string[] OptimumGraphs = ["encoder_model", "decoder_model", "decoder_with_past_model"];

    /// <summary>Makes a folder of links to a shared model's files but for some.</summary>
    public static string Link(TemporaryFolder folder, string layout, params string[] without)
    {
        foreach (string file in Directory.EnumerateFiles(SharedFiles.Path("models", "whisper-random", layout)))
        {
            if (!without.Contains(Path.GetFileName(file)))
                File.CreateSymbolicLink(folder.At(Path.GetFileName(file)), file);
        }

        return folder.Root;
    }

    public static string Half(TemporaryFolder folder, string layout)
    {
        if (layout == "sherpa")
        {
            Link(folder, layout, "tiny-encoder.onnx", "tiny-decoder.onnx");
            foreach (string graph in new[] { "tiny-encoder", "tiny-decoder" })
                new OnnxSurgeon(SharedFiles.Path("models", "whisper-random", layout, graph + ".onnx")).NarrowPorts().Save(folder.At(graph + "_fp16.onnx"));
            return folder.Root;
        }

        Link(folder, layout, [.. OptimumGraphs.Select(static name => name + ".onnx"), "decoder_model_merged.onnx"]);
        Directory.CreateDirectory(folder.At("onnx"));
        foreach (string graph in OptimumGraphs)
            new OnnxSurgeon(SharedFiles.Path("models", "whisper-random", layout, graph + ".onnx")).NarrowPorts().Save(folder.At("onnx", graph + "_fp16.onnx"));
        return folder.Root;
    }

    public static string WithAttention(TemporaryFolder folder, string layout)
    {
        if (layout == "sherpa")
        {
            Link(folder, layout, "tiny-encoder.onnx", "tiny-decoder.onnx");
            new OnnxSurgeon(SharedFiles.Path("models", "whisper-random", layout, "tiny-encoder.onnx"))
                .AddMetadata("n_alignment_heads", "2").AddMetadata("alignment_heads", "1:0,1:1").Save(folder.At("tiny-encoder.onnx"));
            // The softmax of self- and cross-attention take turns: the last is the second layer's cross-attention, both heads of it.
            var decoder = new OnnxSurgeon(SharedFiles.Path("models", "whisper-random", layout, "tiny-decoder.onnx"));
            decoder.Expose(decoder.OutputsOf("Softmax")[3], "cross_attention_weights").Save(folder.At("tiny-decoder.onnx"));
            return folder.Root;
        }

        Link(folder, layout, "decoder_model.onnx", "decoder_model_merged.onnx");
        var first = new OnnxSurgeon(SharedFiles.Path("models", "whisper-random", layout, "decoder_model.onnx"));
        IReadOnlyList<string> softmax = first.OutputsOf("Softmax");
        first.Expose(softmax[1], "cross_attentions.0").Expose(softmax[3], "cross_attentions.1").Save(folder.At("decoder_model.onnx"));
        return folder.Root;
    }
}

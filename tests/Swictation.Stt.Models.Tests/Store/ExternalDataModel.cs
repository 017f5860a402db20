using System.Runtime.InteropServices;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Models.Tests.Store;

/// <summary>A graph <c>y = x + w</c> whose <c>w</c>, 1 and 2, lies in another file.</summary>
internal static class ExternalDataModel
{
    public static void Write(string folder, string name, string dataName)
    {
        byte[] graph = new OnnxModelWriter(
            new OnnxGraphWriter("external")
                .Input("x", TensorElementType.Float, 2).Output("y", TensorElementType.Float, 2)
                .ExternalConstant("w", TensorElementType.Float, dataName, 0, 2 * sizeof(float), 2)
                .Node("Add", ["x", "w"], ["y"])).ToArray();
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, name), graph);
        File.WriteAllBytes(Path.Combine(folder, dataName), MemoryMarshal.AsBytes<float>([1f, 2f]).ToArray());
    }

    /// <summary>Runs the graph on 2 and 3.</summary>
    public static float[] Run(string path)
    {
        using InferenceSession session = InferenceSession.FromFile(path);
        using OrtValue x = OrtValue.FromMemory<float>(new float[] { 2f, 3f }, 2);
        var outputs = new OrtValue?[1];
        session.Run([x], outputs);
        using OrtValue y = outputs[0]!;
        return y.Span<float>().ToArray();
    }
}

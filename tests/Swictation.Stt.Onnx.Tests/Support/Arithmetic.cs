namespace Swictation.Stt.Onnx.Tests.Support;

/// <summary>A session of <see cref="TestModels.SumAndProduct"/> with two inputs and the answers.</summary>
internal sealed class Arithmetic : IDisposable
{
    public static readonly float[] A = [1, 2, 3, 4, 5, 6];
    public static readonly float[] B = [10, 20, 30, 40, 50, 60];
    public static readonly float[] Sum = [11, 22, 33, 44, 55, 66];
    public static readonly float[] Product = [10, 40, 90, 160, 250, 360];

    public Arithmetic(SessionOptions? options = null)
    {
        Session = InferenceSession.FromBytes(TestModels.SumAndProduct, "arithmetic.onnx", null, options);
        InputA = OrtValue.FromMemory<float>((float[])A.Clone(), 2, 3);
        InputB = OrtValue.FromMemory<float>((float[])B.Clone(), 2, 3);
    }

    public InferenceSession Session { get; }

    public OrtValue InputA { get; }

    public OrtValue InputB { get; }

    public OrtValue[] Inputs => [InputA, InputB];

    public void Dispose()
    {
        InputA.Dispose();
        InputB.Dispose();
        Session.Dispose();
    }
}

using Swictation.Stt.Onnx.Tests.Support;

namespace Swictation.Stt.Onnx.Tests.Sessions;

public sealed class ExecutionProviderTests
{
    private static readonly (ExecutionProvider Provider, string Registered)[] All =
    [
        (ExecutionProvider.Cuda, "CUDAExecutionProvider"),
        (ExecutionProvider.TensorRt, "TensorrtExecutionProvider"),
        (ExecutionProvider.DirectMl, "DmlExecutionProvider"),
        (ExecutionProvider.CoreMl, "CoreMLExecutionProvider"),
        (ExecutionProvider.WebGpu, "WebGpuExecutionProvider"),
    ];

    /// <summary>The accelerators that this library lacks: no build of it has those of every system.</summary>
    public static TheoryData<ExecutionProvider> AbsentAccelerators =>
        [.. All.Where(p => !OrtEnv.Instance.AvailableProviders.Contains(p.Registered)).Select(p => p.Provider)];

    [Fact]
    public void Without_a_wish_the_processor_is_the_default()
    {
        using var arithmetic = new Arithmetic();
        Assert.Equal(ExecutionProvider.Cpu, arithmetic.Session.Provider);
        Assert.Equal("the default", arithmetic.Session.ProviderReason);
    }

    [Theory]
    [MemberData(nameof(AbsentAccelerators))]
    public void An_absent_accelerator_gives_way_to_the_processor_and_says_why(ExecutionProvider provider)
    {
        string registered = Array.Find(All, p => p.Provider == provider).Registered;
        using var arithmetic = new Arithmetic(new SessionOptions { Providers = [provider] });
        Assert.Equal(ExecutionProvider.Cpu, arithmetic.Session.Provider);
        string reason = arithmetic.Session.ProviderReason;
        Assert.Contains($"{provider} failed", reason, StringComparison.Ordinal);
        Assert.Contains($"has no {registered}", reason, StringComparison.Ordinal);
        Assert.Contains(OrtEnv.Instance.LibraryPath, reason, StringComparison.Ordinal);
        Assert.Contains("CPUExecutionProvider", reason, StringComparison.Ordinal); // what there is instead

        var outputs = new OrtValue?[2];
        arithmetic.Session.Run(arithmetic.Inputs, outputs);
        Assert.Equal(Arithmetic.Sum, outputs[0]!.Span<float>().ToArray());
        outputs[0]!.Dispose();
        outputs[1]!.Dispose();
    }

    [SkippableFact]
    public void Every_attempt_is_told_in_order()
    {
        (ExecutionProvider Provider, string Registered)[] absent = [.. All.Where(p => !OrtEnv.Instance.AvailableProviders.Contains(p.Registered))];
        Skip.If(absent.Length < 2, "This library has nearly every provider.");
        var last = new ExecutionProviderOptions(absent[^1].Provider) { Options = new Dictionary<string, string> { ["device_id"] = "0" } };
        using var arithmetic = new Arithmetic(new SessionOptions { Providers = [last, ExecutionProvider.Cpu, absent[0].Provider] });
        string reason = arithmetic.Session.ProviderReason;
        int first = reason.IndexOf($"{absent[^1].Provider} failed", StringComparison.Ordinal);
        int second = reason.IndexOf($"{absent[0].Provider} failed", StringComparison.Ordinal);
        Assert.True(first >= 0 && second > first, reason);
        Assert.Equal(ExecutionProvider.Cpu, arithmetic.Session.Provider);
    }

    [Fact]
    public void A_broken_model_is_blamed_on_the_model_whatever_the_providers()
    {
        var exception = Assert.Throws<OnnxRuntimeException>(() => InferenceSession.FromBytes(
            TestModels.UnknownOperator, "broken", null, new SessionOptions { Providers = [ExecutionProvider.Cuda, ExecutionProvider.CoreMl] }));
        Assert.Contains("Transmogrify", exception.NativeMessage, StringComparison.Ordinal);
        Assert.Equal("broken", exception.ModelPath);
    }

    [Fact]
    public void A_provider_stands_for_its_options()
    {
        ExecutionProviderOptions options = ExecutionProvider.Cuda;
        Assert.Equal(ExecutionProvider.Cuda, options.Provider);
        Assert.Empty(options.Options);
        Assert.Equal(options, ExecutionProviderOptions.FromExecutionProvider(ExecutionProvider.Cuda));
    }
}

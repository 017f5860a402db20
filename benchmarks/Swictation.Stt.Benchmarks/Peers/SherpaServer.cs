using System.Diagnostics;
using System.Text.Json;
using Swictation.Stt.Benchmarks.Commands;

namespace Swictation.Stt.Benchmarks.Peers;

/// <summary>A running sherpa-onnx with its model and the samples in memory; does a round when told to.</summary>
internal sealed class SherpaServer : IDisposable
{
    private readonly Process _process;

    public SherpaServer(Process process)
    {
        _process = process;
        Info = Receive<PeerInfo>();
    }

    public PeerInfo Info { get; }

    public PeerRound Run()
    {
        _process.StandardInput.WriteLine("round");
        _process.StandardInput.Flush();
        return Receive<PeerRound>();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private T Receive<T>()
    {
        string line = _process.StandardOutput.ReadLine() ?? throw new CommandException("sherpa-onnx ended early; what it said is above.");
        return JsonSerializer.Deserialize<T>(line, JsonSerializerOptions.Web)!;
    }
}

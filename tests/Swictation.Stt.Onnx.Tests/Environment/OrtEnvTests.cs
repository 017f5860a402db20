using System.Globalization;
using Swictation.Stt.Onnx.Tests.Support;

namespace Swictation.Stt.Onnx.Tests.Environment;

public sealed class OrtEnvTests
{
    [Fact]
    public void There_is_one_environment()
    {
        OrtEnv first = OrtEnv.Instance;
        Assert.Same(first, OrtEnv.Instance);
        Assert.Same(first, OrtEnv.GetOrCreate(new OrtEnvOptions()));
        Assert.Throws<ArgumentNullException>(() => OrtEnv.GetOrCreate(null!));
        Parallel.For(0, 16, _ => Assert.Same(first, OrtEnv.Instance));
    }

    [Fact]
    public void It_says_what_it_is_and_where_it_came_from()
    {
        OrtEnv env = OrtEnv.Instance;
        Assert.True(Version.TryParse(env.Version.Split('-')[0], out Version? version), env.Version);
        Assert.True(version >= new Version(1, 17), env.Version);
        Assert.Contains("CPUExecutionProvider", env.AvailableProviders);
        Assert.DoesNotContain(env.AvailableProviders, string.IsNullOrEmpty);
        Assert.Contains("ORT Build Info", env.BuildInfo, StringComparison.Ordinal);
        Assert.NotEmpty(env.LibraryOrigin);
        Assert.True(File.Exists(env.LibraryPath) || !Path.IsPathRooted(env.LibraryPath), env.LibraryPath);
    }

    [SkippableFact]
    public void Another_library_or_log_receiver_is_refused_once_it_exists()
    {
        using var probe = new Probe();
        probe.Place(NativeLibraryLocator.FileName);
        IReadOnlyDictionary<string, string> said = probe.Run([], "conflict", Probe.OtherLibrary).Said;
        Assert.Equal(("True", "True", "True"), (said["same"], said["same.log"], said["same.library"]));
        Assert.Contains("only one environment", said["other.log"], StringComparison.Ordinal);
        Assert.Contains("only one environment", said["other.library"], StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Log_messages_reach_their_receiver_by_severity()
    {
        using var probe = new Probe();
        probe.Place(NativeLibraryLocator.FileName);
        (IReadOnlyDictionary<string, string> verbose, string written) = probe.Run([], "log", "Verbose", TinyEn.DecoderPath);
        IReadOnlyDictionary<string, string> information = probe.Run([], "log", "Information", TinyEn.DecoderPath).Said;
        Assert.True(Count(information) > 0);
        Assert.True(Count(verbose) > Count(information));
        Assert.Equal("Verbose", verbose["least"]);
        Assert.Equal("Information", information["least"]);
        Assert.Equal("True", verbose["complete"]);
        Assert.Equal(verbose.Count, written.Split('\n').Length); // to the receiver alone
    }

    [SkippableFact]
    public void A_session_has_a_severity_and_a_name_of_its_own()
    {
        using var probe = new Probe();
        probe.Place(NativeLibraryLocator.FileName);
        IReadOnlyDictionary<string, string> said = probe.Run([], "session-log", TinyEn.DecoderPath).Said;
        Assert.Equal("0", said["quiet"]);
        Assert.True(Count(said) > 0);
        Assert.Contains("сессия 🎙", said["ids"], StringComparison.Ordinal);
        Assert.DoesNotContain("тихая", said["ids"], StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_receiver_that_throws_does_no_harm()
    {
        using var probe = new Probe();
        probe.Place(NativeLibraryLocator.FileName);
        IReadOnlyDictionary<string, string> said = probe.Run([], "throwing-log", TinyEn.DecoderPath).Said;
        Assert.Equal(("True", "5"), (said["called"], said["inputs"]));
    }

    [SkippableFact]
    public void Without_a_receiver_nothing_is_written_to_the_console()
    {
        using var probe = new Probe();
        probe.Place(NativeLibraryLocator.FileName);
        string damaged = Path.Combine(probe.ApplicationFolder, "damaged.onnx");
        File.WriteAllText(damaged, "not a model");
        Assert.Equal(string.Empty, probe.Run([], "silent", TinyEn.DecoderPath, damaged).Written);
    }

    private static int Count(IReadOnlyDictionary<string, string> said) => int.Parse(said["count"], CultureInfo.InvariantCulture);
}

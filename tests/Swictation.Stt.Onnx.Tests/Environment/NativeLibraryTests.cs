using Swictation.Stt.Onnx.Tests.Support;

namespace Swictation.Stt.Onnx.Tests.Environment;

/// <summary>Where the native library is looked for, and what is said where it is not there. A process loads it once, so a child does.</summary>
public sealed class NativeLibraryTests
{
    private const string Variable = NativeLibraryLocator.Variable;

    [Fact]
    public void A_variable_that_names_a_missing_file_is_an_error_that_names_both()
    {
        using var probe = new Probe();
        string missing = Path.Combine(probe.ApplicationFolder, "нет", NativeLibraryLocator.FileName);
        IReadOnlyDictionary<string, string> said = probe.Run([(Variable, missing)], "load").Said;
        Assert.Equal("failed", said["load"]);
        Assert.Equal(nameof(OrtErrorCode.LibraryNotFound), said["load.code"]);
        Assert.Contains(missing, said["load.message"], StringComparison.Ordinal);
        Assert.Contains(Variable, said["load.message"], StringComparison.Ordinal);
    }

    [SkippableFact]
    public void A_variable_that_names_a_missing_file_is_an_error_even_where_another_library_would_be_found()
    {
        using var probe = new Probe();
        probe.Place(NativeLibraryLocator.FileName);
        Assert.Equal("failed", probe.Run([(Variable, "missing")], "load").Said["load"]);
        Assert.Equal("ok", probe.Run([(Variable, string.Empty)], "load").Said["load"]); // empty is as good as not set
    }

    [Fact]
    public void A_library_that_is_not_the_right_one_is_refused_as_such()
    {
        using var probe = new Probe();
        string message = probe.Run([(Variable, Probe.OtherLibrary)], "load").Said["load.message"];
        Assert.Contains(Probe.OtherLibrary, message, StringComparison.Ordinal);
        Assert.Contains("not ONNX Runtime", message, StringComparison.Ordinal);
        Assert.Contains(Variable, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_library_is_refused_with_the_loaders_reason()
    {
        using var probe = new Probe();
        string text = Path.Combine(probe.ApplicationFolder, "text.so");
        File.WriteAllText(text, "not a library");
        IReadOnlyDictionary<string, string> said = probe.Run([(Variable, text)], "load").Said;
        Assert.Equal(nameof(OrtErrorCode.LibraryNotFound), said["load.code"]);
        Assert.Contains($"{text} (the environment variable {Variable}) could not be loaded: ", said["load.message"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_in_the_options_that_is_missing_is_an_error_that_names_it()
    {
        using var probe = new Probe();
        string message = probe.Run([], "load", "nowhere.so").Said["load.message"];
        Assert.Contains(Path.Combine(probe.ApplicationFolder, "nowhere.so"), message, StringComparison.Ordinal);
        Assert.Contains("options", message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Without_a_library_anywhere_one_error_lists_every_place_and_the_remedy()
    {
        using var probe = new Probe();
        IReadOnlyDictionary<string, string> said = probe.Run([], "load").Said;
        Skip.If(said["load"] == "ok", "The system has ONNX Runtime installed.");
        string message = said["load.message"];
        Assert.Equal(nameof(OrtErrorCode.LibraryNotFound), said["load.code"]);
        Assert.Contains(Path.Combine(probe.ApplicationFolder, "runtimes", Probe.PortableRid, "native", NativeLibraryLocator.FileName) + ": not there", message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(probe.ApplicationFolder, NativeLibraryLocator.FileName) + ": not there", message, StringComparison.Ordinal);
        Assert.Contains("by the system's loader", message, StringComparison.Ordinal);
        Assert.Contains("dotnet add package Microsoft.ML.OnnxRuntime", message, StringComparison.Ordinal);
        Assert.Contains($"set {Variable}", message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void The_folder_of_a_packages_native_assets_comes_first()
    {
        using var probe = new Probe("приложение 🎙 'x'");
        string native = probe.Place("runtimes", Probe.PortableRid, "native", NativeLibraryLocator.FileName);
        probe.Place(NativeLibraryLocator.FileName);
        IReadOnlyDictionary<string, string> said = probe.Run([], "load").Said;
        Assert.Equal(native, said["path"]);
        Assert.Equal($"the application's runtimes/{Probe.PortableRid}/native", said["origin"]);
        Assert.Equal(OrtEnv.Instance.Version, said["version"]);
    }

    [SkippableFact]
    public void The_applications_own_folder_serves_as_well()
    {
        using var probe = new Probe();
        string library = probe.Place(NativeLibraryLocator.FileName);
        IReadOnlyDictionary<string, string> said = probe.Run([], "load").Said;
        Assert.Equal(library, said["path"]);
        Assert.Equal("the application's folder", said["origin"]);
    }

    [SkippableFact]
    public void A_file_that_cannot_be_loaded_does_not_hide_the_next_place()
    {
        using var probe = new Probe();
        string library = probe.Place(NativeLibraryLocator.FileName);
        string broken = Path.Combine(probe.ApplicationFolder, "runtimes", Probe.PortableRid, "native", NativeLibraryLocator.FileName);
        Directory.CreateDirectory(Path.GetDirectoryName(broken)!);
        File.WriteAllText(broken, "not a library");
        Assert.Equal(library, probe.Run([], "load").Said["path"]);
    }

    [SkippableFact]
    public void The_variable_outweighs_the_applications_folders_and_the_options_outweigh_it()
    {
        using var probe = new Probe();
        probe.Place(NativeLibraryLocator.FileName);
        string named = probe.Place("по имени", "своя.bin");
        IReadOnlyDictionary<string, string> said = probe.Run([(Variable, Path.Combine("по имени", "своя.bin"))], "load").Said; // relative
        Assert.Equal(named, said["path"]);
        Assert.Equal($"the environment variable {Variable}", said["origin"]);

        said = probe.Run([(Variable, "missing")], "load", named).Said;
        Assert.Equal(named, said["path"]);
        Assert.Equal("the path in the options", said["origin"]);
    }

    [SkippableTheory]
    [InlineData("libonnxruntime.so")]
    [InlineData("libonnxruntime.so.1")]
    public void The_systems_loader_comes_last(string name)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only there can a test extend the loader's path.");
        using var probe = new Probe();
        string folder = Path.GetDirectoryName(probe.Place("system", name))!;
        IReadOnlyDictionary<string, string> said = probe.Run([("LD_LIBRARY_PATH", folder)], "load").Said;
        Assert.Equal("the system's loader", said["origin"]);
        Assert.StartsWith("libonnxruntime.so", said["path"], StringComparison.Ordinal);
    }

    [SkippableFact]
    public void After_a_failure_a_better_path_works()
    {
        using var probe = new Probe();
        IReadOnlyDictionary<string, string> said = probe.Run([(Variable, "missing")], "retry", Probe.Library).Said;
        Assert.Equal(("failed", "ok"), (said["first"], said["second"]));
    }
}

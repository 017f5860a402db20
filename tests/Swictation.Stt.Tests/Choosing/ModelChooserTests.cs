using Swictation.Stt.Models;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Tests.Choosing;

public sealed class ModelChooserTests
{
    private const long GB = 1_000_000_000;

    private static readonly MachineFacts Laptop = new() { Processors = 4, FreeBytes = 8 * GB };
    private static readonly MachineFacts Small = new() { Processors = 2, FreeBytes = 1 * GB };
    private static readonly MachineFacts Server = new() { Processors = 32, FreeBytes = 100 * GB };
    private static readonly MachineFacts Gpu = new() { Processors = 4, FreeBytes = 8 * GB, DeviceFreeBytes = 10 * GB, Providers = [ExecutionProvider.Cpu, ExecutionProvider.Cuda] };

    /// <summary>What is chosen when everything in the manifest is on the machine.</summary>
    public static TheoryData<string, MachineFacts, ModelWishes, string> Everything => new()
    {
        { "English on a laptop", Laptop, new() { Language = "en" }, "parakeet-tdt-0.6b-v2-int8" },
        { "a region counts as its language", Laptop, new() { Language = "en-GB" }, "parakeet-tdt-0.6b-v2-int8" },
        { "German on a laptop", Laptop, new() { Language = "de" }, "parakeet-tdt-0.6b-v3-int8" },
        { "a language that was not said", Laptop, new(), "parakeet-tdt-0.6b-v3-int8" },
        { "Japanese, which only Whisper knows", Laptop, new() { Language = "ja" }, "whisper-large-v3-int8" },
        { "Japanese live, where it has to be quick", Laptop, new() { Language = "ja", IsLive = true }, "whisper-base-int8" },
        { "Japanese live on sixteen processors", Laptop with { Processors = 16 }, new() { Language = "ja", IsLive = true }, "whisper-small-int8" },
        { "German live on a laptop", Laptop, new() { Language = "de", IsLive = true }, "parakeet-tdt-0.6b-v3-int8" },
        { "English live on two processors", Small with { FreeBytes = 8 * GB }, new() { Language = "en", IsLive = true }, "parakeet-tdt-ctc-110m-int8" },
        { "a translation", Laptop, new() { Language = "de", Translate = true }, "whisper-large-v3-int8" },
        { "English in little memory", Small, new() { Language = "en" }, "parakeet-tdt-ctc-110m-int8" },
        { "Japanese in little memory", Small, new() { Language = "ja" }, "whisper-small-int8" },
        { "English where there is everything", Server, new() { Language = "en" }, "parakeet-tdt-0.6b-v2-fp32" },
        { "Whisper, because it was asked for", Laptop, new() { Language = "en", Engine = SttEngineKind.Whisper }, "distil-whisper-large-v3.5-int8" },
        { "on a GPU the processors do not count", Gpu, new() { Language = "ja", Providers = [ExecutionProvider.Cuda] }, "whisper-large-v3-fp32" },
        { "a GPU with little memory, where int8 is slow", Gpu with { DeviceFreeBytes = 2 * GB }, new() { Language = "ja", Providers = [ExecutionProvider.Cuda] }, "whisper-small-fp32" },
        { "a provider that is not there is the processor", Laptop, new() { Language = "ja", Providers = [ExecutionProvider.Cuda] }, "whisper-large-v3-int8" },
        { "one thread", Laptop, new() { Language = "ja", Threads = 1 }, "whisper-small-int8" },
    };

    [Theory]
    [MemberData(nameof(Everything), DisableDiscoveryEnumeration = true)]
    public void Of_everything_in_the_manifest_the_best_that_suits_is_chosen(string name, MachineFacts machine, ModelWishes wishes, string expected)
    {
        Assert.NotNull(name);
        ModelChoice choice = ModelChooser.Choose(Manifest(static _ => true), machine, wishes);
        Assert.Equal(expected, choice.Chosen?.Id);
        Assert.Null(choice.Better);
        Assert.StartsWith($"{expected} was chosen", choice.Reasons[0], StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_here_is_taken_and_what_would_be_better_is_told_with_its_command()
    {
        ModelChoice choice = ModelChooser.Choose(Manifest(static id => id is "tiny-en" or "whisper-base-int8"), Laptop, new ModelWishes { Language = "en" });
        Assert.Equal(("whisper-base-int8", "parakeet-tdt-0.6b-v2-int8"), (choice.Chosen?.Id, choice.Better?.Id));
        Assert.Contains(choice.Reasons, static reason => reason.Contains("swictation models pull parakeet-tdt-0.6b-v2-int8 (661 MB, licence CC-BY-4.0)", StringComparison.Ordinal));
        Assert.Contains(choice.Reasons, static reason => reason.StartsWith("Not tiny-en", StringComparison.Ordinal));
    }

    [Fact]
    public void A_little_better_is_not_worth_a_download()
    {
        ModelChoice choice = ModelChooser.Choose(Manifest(static id => id == "parakeet-tdt-0.6b-v2-int8"), Server, new ModelWishes { Language = "en" });
        Assert.Equal(("parakeet-tdt-0.6b-v2-int8", null), (choice.Chosen?.Id, choice.Better?.Id));
    }

    [Fact]
    public void The_demonstration_is_the_last_choice_and_says_what_it_is()
    {
        ModelChoice choice = ModelChooser.Choose(Manifest(static id => id == "tiny-en"), Laptop, new ModelWishes());
        Assert.Equal("tiny-en", choice.Chosen?.Id);
        Assert.Contains(choice.Reasons, static reason => reason.Contains("does not know human voices", StringComparison.Ordinal));
        Assert.Equal("parakeet-tdt-0.6b-v3-int8", choice.Better?.Id);
    }

    [Fact]
    public void Where_nothing_here_knows_the_language_nothing_is_chosen_and_what_does_is_told()
    {
        ModelChoice choice = ModelChooser.Choose(Manifest(static id => id == "tiny-en"), Laptop, new ModelWishes { Language = "fr" });
        Assert.Null(choice.Chosen);
        Assert.Equal("parakeet-tdt-0.6b-v3-int8", choice.Better?.Id);
        Assert.StartsWith("No model on this machine suits", choice.Reasons[0], StringComparison.Ordinal);
        Assert.Contains("Not tiny-en: it does not know the language fr.", choice.Reasons);
    }

    [Fact]
    public void Where_all_are_too_slow_the_fastest_is_taken_rather_than_none()
    {
        ModelChoice choice = ModelChooser.Choose(
            Manifest(static id => id is "whisper-large-v3-int8" or "whisper-large-v3-turbo-int8"), new MachineFacts { Processors = 1, FreeBytes = 8 * GB }, new ModelWishes { Language = "ja", IsLive = true });
        Assert.Equal("whisper-large-v3-turbo-int8", choice.Chosen?.Id);
        Assert.Contains("too slow", choice.Reasons[1], StringComparison.Ordinal);
        Assert.Equal("whisper-tiny-int8", choice.Better?.Id);
    }

    [Fact]
    public void A_model_that_no_manifest_knows_comes_before_the_demonstration_and_after_those_with_figures()
    {
        var own = new ModelCandidate { Id = "/models/own", Engine = SttEngineKind.Parakeet, IsInstalled = true, MemoryBytes = GB };
        ModelCandidate[] here = [own, .. Manifest(static id => id is "tiny-en")];
        Assert.Equal("/models/own", ModelChooser.Choose(here, Laptop, new ModelWishes { Language = "en" }).Chosen?.Id);
        ModelCandidate[] more = [own, .. Manifest(static id => id is "tiny-en" or "whisper-tiny-int8")];
        Assert.Equal("whisper-tiny-int8", ModelChooser.Choose(more, Laptop, new ModelWishes { Language = "en" }).Chosen?.Id);
    }

    [Fact]
    public void Of_every_model_in_the_manifest_the_figures_are_known()
    {
        foreach (ModelEntry entry in ModelManifest.ReadEmbedded().Models.Where(static entry => !entry.IsBundled && ModelCandidates.Kind(entry.Engine) is not null))
        {
            Assert.True(PublishedFigures.Find(entry.Id) is not null, entry.Id);
            Assert.True(entry.MemoryBytes > 0, entry.Id);
        }

        Assert.Equal(7.83, PublishedFigures.Find("whisper-large-v3-turbo-int8")?.ErrorRate); // not that of large-v3
    }

    [Fact]
    public void No_candidates_are_no_choice()
    {
        ModelChoice choice = ModelChooser.Choose([], Laptop, new ModelWishes());
        Assert.Null(choice.Chosen);
        Assert.Single(choice.Reasons);
    }

    [Fact]
    public void Auto_loads_what_is_here()
    {
        ModelChoice choice = ModelChooser.ChooseHere(new ModelWishes { Language = "en" });
        Assert.NotNull(choice.Chosen);
        using ISttEngine engine = SttEngine.Load("AUTO", new SttEngineOptions { Threads = 1 });
        Assert.Contains(choice.Verdicts, verdict => verdict.Candidate.IsInstalled && verdict.Candidate.Id == engine.Info.ModelId);
    }

    internal static ModelCandidate[] Manifest(Func<string, bool> isInstalled) =>
    [
        .. ModelManifest.ReadEmbedded().Models.Where(static entry => ModelCandidates.Kind(entry.Engine) is not null)
            .Select(entry => ModelCandidates.FromEntry(entry, ModelCandidates.Kind(entry.Engine)!.Value, isInstalled(entry.Id))),
    ];
}

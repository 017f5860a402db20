using FsCheck.Xunit;
using Swictation.Stt.Onnx;

namespace Swictation.Stt.Tests.Choosing;

public sealed class ModelChooserPropertyTests
{
    private static readonly string?[] Languages = [null, "en", "de", "ja", "xx"];

    [Property(MaxTest = 300)]
    public void What_is_chosen_is_here_and_suits_and_nothing_here_would_be_better(int seed)
    {
        (ModelCandidate[] candidates, MachineFacts machine, ModelWishes wishes) = Make(new Random(seed));
        ModelChoice choice = ModelChooser.Choose(candidates, machine, wishes);
        Assert.Equal(candidates.Length, choice.Verdicts.Count);
        Assert.NotEmpty(choice.Reasons);
        if (choice.Chosen is not { } chosen)
        {
            Assert.DoesNotContain(choice.Verdicts, static verdict => verdict.Suits && verdict.Candidate.IsInstalled);
            return;
        }

        ModelVerdict verdict = choice.Verdicts.Single(verdict => verdict.Candidate == chosen);
        Assert.True(chosen.IsInstalled);
        Assert.True(wishes.Language is null || chosen.Languages.Count == 0 || chosen.Languages.Contains(wishes.Language));
        Assert.True(!wishes.Translate || chosen.CanTranslate);
        Assert.True(wishes.Engine == SttEngineKind.Auto || chosen.Engine == wishes.Engine);
        bool onDevice = wishes.Providers.Count > 0 && machine.DeviceFreeBytes is not null;
        Assert.True(chosen.MemoryBytes <= (onDevice ? machine.DeviceFreeBytes!.Value : machine.FreeBytes));
        foreach (ModelVerdict other in choice.Verdicts.Where(static other => other.Candidate.IsInstalled && other.Suits))
            Assert.True(verdict.Suits && verdict.Score <= other.Score);
        if (choice.Better is { } better)
            Assert.True(!better.IsInstalled && choice.Verdicts.Single(other => other.Candidate == better) is { Suits: true } would && (!verdict.Suits || would.Score < verdict.Score));
    }

    [Property(MaxTest = 200)]
    public void The_order_of_the_candidates_changes_nothing(int seed)
    {
        var random = new Random(seed);
        (ModelCandidate[] candidates, MachineFacts machine, ModelWishes wishes) = Make(random);
        ModelChoice expected = ModelChooser.Choose(candidates, machine, wishes);
        random.Shuffle(candidates);
        ModelChoice shuffled = ModelChooser.Choose(candidates, machine, wishes);
        Assert.Equal(expected.Chosen, shuffled.Chosen);
        Assert.Equal(expected.Better, shuffled.Better);
        Assert.Equal(expected.Reasons, shuffled.Reasons);
        Assert.Equal(expected.Verdicts, shuffled.Verdicts);
    }

    [Property(MaxTest = 200)]
    public void A_larger_machine_never_gets_a_worse_model(int seed)
    {
        (ModelCandidate[] candidates, MachineFacts machine, ModelWishes wishes) = Make(new Random(seed));
        ModelChoice before = ModelChooser.Choose(candidates, machine, wishes);
        ModelChoice after = ModelChooser.Choose(candidates, machine with { FreeBytes = machine.FreeBytes * 2, DeviceFreeBytes = machine.DeviceFreeBytes * 2 }, wishes);
        if (before.Chosen is null)
            return;
        Assert.NotNull(after.Chosen);
        ModelVerdict then = after.Verdicts.Single(verdict => verdict.Candidate == before.Chosen), now = after.Verdicts.Single(verdict => verdict.Candidate == after.Chosen);
        Assert.True(now.Suits || !then.Suits);
        Assert.True(!then.Suits || now.Score <= then.Score);
    }

    private static (ModelCandidate[] Candidates, MachineFacts Machine, ModelWishes Wishes) Make(Random random)
    {
        ModelCandidate[] candidates = ModelChooserTests.Manifest(_ => random.Next(3) == 0);
        bool gpu = random.Next(3) == 0;
        var machine = new MachineFacts
        {
            Processors = random.Next(1, 33),
            FreeBytes = (long)(random.NextDouble() * 12e9),
            DeviceFreeBytes = gpu ? (long)(random.NextDouble() * 12e9) : null,
            Providers = gpu ? [ExecutionProvider.Cpu, ExecutionProvider.Cuda] : [ExecutionProvider.Cpu],
        };
        return (candidates, machine, new ModelWishes
        {
            Language = Languages[random.Next(Languages.Length)],
            Translate = random.Next(5) == 0,
            IsLive = random.Next(2) == 0,
            Engine = (SttEngineKind)random.Next(3),
            Providers = random.Next(2) == 0 ? [ExecutionProvider.Cuda] : [],
            Threads = random.Next(3),
        });
    }
}

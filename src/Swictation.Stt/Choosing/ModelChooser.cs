using System.Globalization;
using Swictation.Stt.Models;
using Swictation.Stt.Onnx;

namespace Swictation.Stt;

/// <summary>Chooses a model by language, memory, processors and execution provider. Deterministic: the same facts give the same choice.</summary>
/// <remarks>
/// <para>A model suits that knows the language, translates where that is asked for, fits into the memory that is free (the GPU's where a GPU's
/// provider is asked for and there), and is fast enough: a second of audio takes no more than a second. Of those the one with the least expected
/// errors is taken, see <see cref="ModelVerdict.Score"/>. Where all are too slow it is the fastest.</para>
/// <para>Speed is estimated from the operations a model needs: 25 thousand million in a second for each processor in 32-bit floating point, 1.8 times as
/// many for int8, half as many for 16-bit floating point, which processors convert, and without bound on a GPU. Live, audio is heard again and
/// again: 7 times by Parakeet (14 s every 2 s), 30 times by Whisper (its window of 30 s every second). It is a rule of thumb, which tells models
/// apart that differ by factors.</para>
/// <para>Safe for concurrent use.</para>
/// </remarks>
public static class ModelChooser
{
    /// <summary>The name by which <see cref="SttEngine.Load"/> is asked to choose.</summary>
    public const string Auto = "auto";

    private const double OperationsPerProcessor = 25;
    private const double Int8Speed = 1.8;
    private const double HalfSpeed = 0.5;
    private const double ParakeetLive = 7;
    private const double WhisperLive = 30;
    private const double UnknownErrorRate = 15;
    private const double DemonstrationErrorRate = 100;
    private const double OneLanguageCost = 1;
    private const double SlownessWeight = 1; // a model as slow as speech has to be a point better
    private const double MemoryWeight = 0.5; // one that takes all that is free half a point
    private const double WorthPulling = 0.25;

    /// <summary>Chooses among the models that the manifests know and those on this machine, for this machine.</summary>
    /// <param name="wishes">What is asked, or <see langword="null"/> for the defaults.</param>
    /// <returns>The choice and its reasons.</returns>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime's native library is missing.</exception>
    public static ModelChoice ChooseHere(ModelWishes? wishes = null) => Choose(ModelCandidates.List(), MachineFacts.Read(), wishes ?? new ModelWishes());

    /// <summary>Replaces <see cref="Auto"/>, asked for or set as the default, by the model that is chosen.</summary>
    /// <exception cref="ModelNotFoundException">No model on this machine suits.</exception>
    internal static string? Resolve(string? model, SttEngineOptions options)
    {
        string? asked = model ?? Environment.GetEnvironmentVariable(ModelLocator.DefaultModelVariable);
        if (!string.Equals(asked, Auto, StringComparison.OrdinalIgnoreCase))
            return model;
        ModelChoice choice = ChooseHere(new ModelWishes { Engine = options.Engine, Threads = options.Threads, Providers = [.. options.Providers.Select(static provider => provider.Provider)] });
        return choice.Chosen?.Id ?? throw new ModelNotFoundException(string.Join(' ', choice.Reasons), Auto);
    }

    /// <summary>Chooses among candidates. A function of its arguments: reads nothing else.</summary>
    /// <param name="candidates">The candidates, in any order.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="wishes">What is asked.</param>
    /// <returns>The choice and its reasons.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static ModelChoice Choose(IReadOnlyList<ModelCandidate> candidates, MachineFacts machine, ModelWishes wishes)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(wishes);
        bool onDevice = wishes.Providers.Any(provider => provider != ExecutionProvider.Cpu && machine.Providers.Contains(provider));
        Assessment[] assessed =
        [
            .. candidates.Select(candidate => Assess(candidate, machine, wishes, onDevice))
                .OrderBy(static entry => !entry.Verdict.Suits)
                .ThenBy(static entry => entry.Verdict.Score)
                .ThenBy(static entry => entry.Verdict.Candidate.MemoryBytes)
                .ThenBy(static entry => entry.Verdict.Candidate.Id.Length) // the plainer name
                .ThenBy(static entry => entry.Verdict.Candidate.Id, StringComparer.Ordinal),
        ];
        Assessment? chosen = assessed.FirstOrDefault(static entry => entry.Verdict.Suits && entry.Verdict.Candidate.IsInstalled)
            ?? assessed.Where(static entry => entry.IsOnlySlow && entry.Verdict.Candidate.IsInstalled).OrderBy(static entry => entry.Verdict.Candidate.IsDemonstration)
                .ThenBy(static entry => entry.Pace).ThenBy(static entry => entry.Verdict.Candidate.Id, StringComparer.Ordinal).FirstOrDefault();
        ModelVerdict? better = assessed.FirstOrDefault(entry => entry.Verdict.Suits && !entry.Verdict.Candidate.IsInstalled
            && (chosen is null || !chosen.Verdict.Suits || entry.Verdict.Score + WorthPulling < chosen.Verdict.Score))?.Verdict;
        return new ModelChoice
        {
            Chosen = chosen?.Verdict.Candidate,
            Better = better?.Candidate,
            Verdicts = [.. assessed.Select(static entry => entry.Verdict)],
            Reasons = [.. Explain(chosen, better, assessed, machine, wishes, onDevice)],
        };
    }

    private static Assessment Assess(ModelCandidate candidate, MachineFacts machine, ModelWishes wishes, bool onDevice)
    {
        double pace = Pace(candidate, machine, wishes, onDevice);
        double penalty = PrecisionCost(candidate, onDevice);
        bool guesses = wishes.Language is null && candidate.Languages.Count == 1;
        double errors = candidate.IsDemonstration ? DemonstrationErrorRate : candidate.ErrorRate ?? UnknownErrorRate;
        double score = errors + penalty + (SlownessWeight * pace) + (MemoryWeight * MemoryShare(candidate, machine, onDevice)) + (guesses ? OneLanguageCost : 0);
        string? obstacle = FindObstacle(candidate, machine, wishes, onDevice);
        bool isSlow = pace > 1;
        string reason = obstacle ?? (isSlow
            ? Text($"it would take about {pace:0.0} s for each second of audio here")
            : Describe(candidate, errors, pace, onDevice) + (guesses ? ", of one language, and which is spoken was not said" : string.Empty));
        return new Assessment(new ModelVerdict(candidate, obstacle is null && !isSlow, score, reason), pace, obstacle is null && isSlow);
    }

    private static string Describe(ModelCandidate candidate, double errors, double pace, bool onDevice)
    {
        string quality = candidate.IsDemonstration ? "a demonstration" : candidate.ErrorRate is null ? "no published figures" : Text($"expected errors {errors:0.00} %");
        string speed = onDevice || candidate.OperationsPerSecond is null ? string.Empty : Text($", about {pace:0.00} s for each second of audio");
        return quality + speed;
    }

    private static double Pace(ModelCandidate candidate, MachineFacts machine, ModelWishes wishes, bool onDevice)
    {
        if (onDevice || candidate.OperationsPerSecond is not { } operations)
            return 0;
        double repeats = !wishes.IsLive ? 1 : candidate.Engine == SttEngineKind.Whisper ? WhisperLive : ParakeetLive;
        double speed = candidate.Precision switch { "int8" => Int8Speed, "float16" => HalfSpeed, _ => 1 };
        int processors = Math.Max(1, wishes.Threads > 0 ? Math.Min(wishes.Threads, machine.Processors) : machine.Processors);
        return operations * repeats / (processors * OperationsPerProcessor * speed);
    }

    /// <summary>Gets what quantising costs as a rule. On a GPU, int8 costs more: its operators fall back to the processor.</summary>
    private static double PrecisionCost(ModelCandidate candidate, bool onDevice) => candidate.Precision switch { "int8" => onDevice ? 1 : 0.1, "int4" => 0.4, _ => 0 };

    private static double MemoryShare(ModelCandidate candidate, MachineFacts machine, bool onDevice) =>
        Math.Min(1, candidate.MemoryBytes / Math.Max(1.0, (onDevice ? machine.DeviceFreeBytes : null) ?? machine.FreeBytes));

    private static string? FindObstacle(ModelCandidate candidate, MachineFacts machine, ModelWishes wishes, bool onDevice)
    {
        if (wishes.Engine != SttEngineKind.Auto && candidate.Engine != wishes.Engine)
            return $"it is {candidate.Engine}'s";
        if (wishes.Language is { } language && candidate.Languages.Count > 0 && !candidate.Languages.Any(known => LanguageCodes.AreOfOneLanguage(known, language)))
            return $"it does not know the language {language}";
        if (wishes.Translate && !candidate.CanTranslate)
            return "it does not translate";
        if (onDevice && machine.DeviceFreeBytes is { } deviceFree)
            return candidate.MemoryBytes > deviceFree ? $"it needs {Size(candidate.MemoryBytes)} of GPU memory, and {Size(deviceFree)} are free" : null;
        return candidate.MemoryBytes > 0 && candidate.MemoryBytes + wishes.KeepFreeBytes > machine.FreeBytes
            ? $"it needs {Size(candidate.MemoryBytes)} of memory, and {Size(Math.Max(0, machine.FreeBytes - wishes.KeepFreeBytes))} can be taken"
            : null;
    }

    private static IEnumerable<string> Explain(
        Assessment? chosen, ModelVerdict? better, Assessment[] assessed, MachineFacts machine, ModelWishes wishes, bool onDevice)
    {
        string machineText = Text($"{machine.Processors} processors, {Size(machine.FreeBytes)} of memory free") +
            (onDevice ? $", on a GPU{(machine.DeviceFreeBytes is { } free ? $" with {Size(free)} free" : string.Empty)}" : string.Empty);
        string wish = $"{(wishes.IsLive ? "live speech" : "recordings")} in {wishes.Language ?? "a language that was not said"}{(wishes.Translate ? ", translated to English" : string.Empty)}";
        if (chosen is null)
        {
            yield return $"No model on this machine suits {wish} ({machineText}).";
        }
        else
        {
            yield return $"{chosen.Verdict.Candidate.Id} was chosen for {wish} ({machineText}): {chosen.Verdict.Reason}.";
            if (!chosen.Verdict.Suits)
                yield return "All that are here are too slow or do not suit otherwise; this is the fastest of those that can do it.";
            if (chosen.Verdict.Candidate.IsDemonstration)
                yield return $"{chosen.Verdict.Candidate.Id} is a demonstration, which does not know human voices.";
        }

        if (better is not null)
        {
            yield return $"A better one would be {better.Candidate.Id}: {better.Reason}. Get it with: swictation models pull {better.Candidate.Id} ({Size(better.Candidate.DownloadBytes)}" +
                $"{(better.Candidate.Licence is { } licence ? $", licence {licence}" : string.Empty)}).";
        }

        foreach (Assessment passed in assessed.Where(static entry => entry.Verdict.Candidate.IsInstalled).Where(entry => entry != chosen))
            yield return $"Not {passed.Verdict.Candidate.Id}: {passed.Verdict.Reason}.";
    }

    private static string Size(long bytes) => ByteSize.Format(bytes);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <param name="Verdict">The verdict.</param>
    /// <param name="Pace">Seconds for each second of audio.</param>
    /// <param name="IsOnlySlow">Whether nothing but its speed speaks against it.</param>
    private sealed record Assessment(ModelVerdict Verdict, double Pace, bool IsOnlySlow);
}

namespace Swictation.Stt.Transform.Modes;

/// <summary>The modes that are always there.</summary>
internal static class BuiltInModes
{
    public static IReadOnlyList<TransformMode> All { get; } =
    [
        new TransformMode { Name = TransformMode.Dictation },
        new TransformMode
        {
            Name = TransformMode.Code,
            Families = RuleFamilies.Dictation | RuleFamilies.Code,
            CapitalizesSentences = false,
            CapitalizesPronoun = false,
            ConvertsNumbers = true,
            AttachesBrackets = true,
        },
        new TransformMode { Name = TransformMode.Verbatim, Families = RuleFamilies.Host, CapitalizesSentences = false, CapitalizesPronoun = false },
    ];
}

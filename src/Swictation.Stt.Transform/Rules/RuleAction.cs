namespace Swictation.Stt.Transform;

/// <summary>What a rule does where its phrase is heard.</summary>
public enum RuleAction
{
    /// <summary>Types <see cref="TransformRule.Output"/>.</summary>
    Type,

    /// <summary>Opens or closes a quotation, whichever is due: <see cref="TransformRule.Output"/> opens, <see cref="TransformRule.Closing"/> closes.</summary>
    Quote,

    /// <summary>Opens a quotation.</summary>
    OpenQuote,

    /// <summary>Closes a quotation.</summary>
    CloseQuote,

    /// <summary>The phrase stays words, although other rules would convert it or a part of it.</summary>
    Keep,

    /// <summary>Leaves itself out and lets what follows stay words, where that would otherwise be converted: "literal comma".</summary>
    Escape,

    /// <summary>Leaves itself out and writes the number that follows in digits: "number forty two".</summary>
    Number,

    /// <summary>Stays, and writes the number that follows in digits: "version two".</summary>
    NumberAfter,

    /// <summary>Writes everything in capitals until <see cref="NormalCase"/>.</summary>
    UpperCase,

    /// <summary>Writes everything in small letters until <see cref="NormalCase"/>.</summary>
    LowerCase,

    /// <summary>Begins every word with a capital until <see cref="NormalCase"/>.</summary>
    TitleCase,

    /// <summary>Ends the three before.</summary>
    NormalCase,

    /// <summary>Writes the next word in capitals.</summary>
    UpperCaseNext,

    /// <summary>Writes the next word in small letters.</summary>
    LowerCaseNext,

    /// <summary>Begins the next word with a capital. A single letter spells the beginning of the word behind it: "capital r robert".</summary>
    CapitalizeNext,

    /// <summary>Writes the single letter that follows as a capital: "capital letter x".</summary>
    CapitalLetter,

    /// <summary>Writes what follows without a space in between.</summary>
    NoSpace,

    /// <summary>Leaves out all spaces until <see cref="Spaces"/>.</summary>
    NoSpaces,

    /// <summary>Ends <see cref="NoSpaces"/>.</summary>
    Spaces,

    /// <summary>Joins the words that follow, up to the next command: "_" as snake case, "-" as kebab case, "a" as camel case, "A" as Pascal case, "A_" as constants.</summary>
    JoinWords,

    /// <summary>Presses the keys that follow: "press control c".</summary>
    PressKeys,

    /// <summary>Presses the keys in <see cref="TransformRule.Output"/>, such as "Ctrl+Shift+Z".</summary>
    Key,

    /// <summary>Gives <see cref="TransformRule.Output"/> to the host as a command.</summary>
    HostCommand,

    /// <summary>Takes back what was said last: the sentence so far, or the utterance before.</summary>
    DeleteUtterance,

    /// <summary>Takes back the last word.</summary>
    DeleteWord,

    /// <summary>Takes back the last character.</summary>
    DeleteCharacter,
}

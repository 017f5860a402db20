namespace Swictation.Stt.Transform;

/// <summary>Groups rules, so that a mode can take some of them; see <see cref="TransformMode.Families"/>.</summary>
[Flags]
public enum RuleFamilies
{
    /// <summary>No rules.</summary>
    None = 0,

    /// <summary>Escapes, and phrases that stay words: "literal comma", "period of time".</summary>
    Escapes = 1,

    /// <summary>Marks of sentences: "comma", "question mark".</summary>
    Punctuation = 2,

    /// <summary>Brackets of every sort.</summary>
    Brackets = 4,

    /// <summary>Quotation marks, which know whether they open or close.</summary>
    Quotes = 8,

    /// <summary>Symbols: "dollar sign", "underscore".</summary>
    Symbols = 16,

    /// <summary>Operators that are named by explicit phrases: "plus sign", "double equals".</summary>
    Operators = 32,

    /// <summary>Lines, paragraphs, tabs and spaces.</summary>
    Layout = 64,

    /// <summary>"et cetera", "versus", "post script".</summary>
    Abbreviations = 128,

    /// <summary>Words that make a number behind them digits: "number forty two", "version two".</summary>
    Numbers = 256,

    /// <summary>Capitals: "caps on", "all caps", "capital".</summary>
    Capitals = 512,

    /// <summary>Taking back: "scratch that", "delete last word".</summary>
    Editing = 1024,

    /// <summary>Key presses: "press control c".</summary>
    Keys = 2048,

    /// <summary>Commands for the host: "stop dictation".</summary>
    Host = 4096,

    /// <summary>Ordinary words that are operators where code is dictated: "equals", "dot", "camel case".</summary>
    Code = 8192,

    /// <summary>Rules of a user's own.</summary>
    User = 16384,

    /// <summary>What is wanted where prose is dictated: all but <see cref="Code"/>.</summary>
    Dictation = Escapes | Punctuation | Brackets | Quotes | Symbols | Operators | Layout | Abbreviations | Numbers | Capitals | Editing | Keys | Host | User,
}

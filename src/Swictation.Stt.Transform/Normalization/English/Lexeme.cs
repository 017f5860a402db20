namespace Swictation.Stt.Transform.Normalization.English;

/// <summary>A word of the language of numbers, dates and units.</summary>
/// <param name="Roles">What it can do.</param>
/// <param name="Value">The number of a month, or of a denominator.</param>
/// <param name="Symbol">How it is written: a currency's sign, a unit, a mark of an address, the name of a month.</param>
internal readonly record struct Lexeme(WordRoles Roles, int Value = 0, string Symbol = "")
{
    public bool Is(WordRoles role) => (Roles & role) != 0;
}

using System.Collections.Frozen;
using static Swictation.Stt.Transform.Rules.SymbolTraits;

namespace Swictation.Stt.Transform.Rules;

/// <summary>The one table of how symbols are spaced, and of what they do to sentences and names.</summary>
internal static class SymbolTable
{
    /// <summary>A narrow space that no line breaks at, as French sets it before ? ! ; and inside « ».</summary>
    public const string NarrowSpace = "\u202F";

    /// <summary>A space that no line breaks at, as French sets it before a colon.</summary>
    public const string HardSpace = "\u00A0";

    private const SymbolSpacing Spaced = SymbolSpacing.None;
    private const SymbolSpacing Left = SymbolSpacing.Left;
    private const SymbolSpacing Right = SymbolSpacing.Right;
    private const SymbolSpacing Both = SymbolSpacing.Both;
    private const SymbolTraits Plain = SymbolTraits.None;

    /// <summary>What is appended to a symbol that is meant as an operator where it is also a mark: "a - b", but "well-known".</summary>
    private const string AsOperator = " operator";

    private static readonly FrozenDictionary<string, (SymbolSpacing Spacing, SymbolTraits Traits)> Symbols =
        new Dictionary<string, (SymbolSpacing, SymbolTraits)>(StringComparer.Ordinal)
        {
            ["."] = (Left, EndsSentence | Mark),
            ["?"] = (Left, EndsSentence | Mark),
            ["!"] = (Left, EndsSentence | Mark),
            ["‽"] = (Left, EndsSentence | Mark),
            [NarrowSpace + "?"] = (Left, EndsSentence | Mark),
            [NarrowSpace + "!"] = (Left, EndsSentence | Mark),
            [","] = (Left, Mark),
            [";"] = (Left, Mark),
            [":"] = (Left, Mark | DividesNumbers),
            [NarrowSpace + ";"] = (Left, Mark),
            [HardSpace + ":"] = (Left, Mark),
            ["..."] = (Left, Mark),
            ["…"] = (Left, Mark),
            ["¿"] = (Right, Transparent),
            ["¡"] = (Right, Transparent),
            ["-"] = (Both, Bullet),
            ["–"] = (Both, Plain),
            ["—"] = (Both, Plain),
            ["--"] = (Right, Plain),
            ["'"] = (Both, Plain),
            ["’"] = (Both, Plain),
            ["·"] = (Both, Plain),

            ["("] = (Right, Transparent | FollowsNames | Opens),
            ["["] = (Right, FollowsNames | Opens),
            ["{"] = (Right, Opens),
            ["<"] = (Right, Opens),
            [")"] = (Left, Closes),
            ["]"] = (Left, Closes),
            ["}"] = (Left, Closes),
            [">"] = (Left, Closes),

            ["```"] = (Right, Plain),

            ["$"] = (Right, Plain),
            ["€"] = (Right, Plain),
            ["£"] = (Right, Plain),
            ["¥"] = (Right, Plain),
            ["¢"] = (Left, Plain),
            ["%"] = (Left, Plain),
            ["‰"] = (Left, Plain),
            ["°"] = (Left, Plain),
            ["™"] = (Left, Plain),
            ["®"] = (Left, Plain),
            ["#"] = (Right, Plain),
            ["@"] = (Both, JoinsAddresses),
            ["*"] = (Left, Plain),
            ["/"] = (Both, JoinsAddresses),
            ["\\"] = (Both, JoinsAddresses),
            ["://"] = (Both, JoinsAddresses),
            ["__"] = (Both, JoinsNames | JoinsAddresses),
            ["_"] = (Both, JoinsNames | JoinsAddresses),
            ["~"] = (Right, JoinsAddresses),
            ["^"] = (Both, Plain),
            ["•"] = (Spaced, Transparent),

            ["+"] = (Spaced, Unary | Operator),
            ["-" + AsOperator] = (Spaced, Unary | Operator),
            ["−"] = (Spaced, Unary | Operator),
            ["*" + AsOperator] = (Spaced, Operator),
            ["/" + AsOperator] = (Spaced, Operator),
            ["%" + AsOperator] = (Spaced, Operator),
            ["&"] = (Spaced, Operator),
            ["^" + AsOperator] = (Spaced, Operator),
            ["<" + AsOperator] = (Spaced, Operator),
            [">" + AsOperator] = (Spaced, Operator),
            ["!" + AsOperator] = (Right, Plain),
            ["~" + AsOperator] = (Right, Plain),
            ["." + AsOperator] = (Both, JoinsNames | JoinsAddresses),
            [".." + AsOperator] = (Both, Plain),
            ["..." + AsOperator] = (Right, Plain),
            ["--" + AsOperator] = (Left, Plain),
            ["="] = (Spaced, Operator),
            ["=="] = (Spaced, Operator),
            ["==="] = (Spaced, Operator),
            ["!="] = (Spaced, Operator),
            ["!=="] = (Spaced, Operator),
            ["<="] = (Spaced, Operator),
            [">="] = (Spaced, Operator),
            ["<=>"] = (Spaced, Operator),
            ["&&"] = (Spaced, Operator),
            ["||"] = (Spaced, Operator),
            ["|"] = (Spaced, Operator),
            ["+="] = (Spaced, Operator),
            ["-="] = (Spaced, Operator),
            ["*="] = (Spaced, Operator),
            ["/="] = (Spaced, Operator),
            ["%="] = (Spaced, Operator),
            ["&="] = (Spaced, Operator),
            ["|="] = (Spaced, Operator),
            ["^="] = (Spaced, Operator),
            ["??="] = (Spaced, Operator),
            [":="] = (Spaced, Operator),
            ["??"] = (Spaced, Operator),
            ["**"] = (Spaced, Operator),
            ["<<"] = (Spaced, Operator),
            [">>"] = (Spaced, Operator),
            [">>>"] = (Spaced, Operator),
            ["×"] = (Spaced, Operator),
            ["÷"] = (Spaced, Operator),
            ["≠"] = (Spaced, Operator),
            ["≈"] = (Spaced, Operator),
            ["±"] = (Spaced, Operator | Unary),
            ["=>"] = (Spaced, Operator),
            ["->"] = (Spaced, Operator),
            ["<-"] = (Spaced, Operator),
            ["<->"] = (Spaced, Operator),
            ["++"] = (Left, Plain),
            ["::"] = (Both, JoinsNames),
            ["?."] = (Both, JoinsNames | JoinsAddresses),
            ["//"] = (Spaced, Plain),
            ["///"] = (Spaced, Plain),

            ["\n"] = (Both, EndsSentence | BreaksLine),
            ["\n\n"] = (Both, EndsSentence | BreaksLine),
            [".\n"] = (Both, EndsSentence | BreaksLine),
            ["\t"] = (Both, Transparent),

            ["etc."] = (Spaced, EndsWithStop),
            ["vs."] = (Spaced, EndsWithStop),
            ["P.S."] = (Spaced, EndsWithStop),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Looks a symbol up.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="family">What it is meant as.</param>
    /// <returns>How it is spaced, and what else it does; like a word where it is unknown.</returns>
    public static (SymbolSpacing Spacing, SymbolTraits Traits) Find(string symbol, RuleFamilies family) =>
        family is RuleFamilies.Operators or RuleFamilies.Code && Symbols.TryGetValue(symbol + AsOperator, out (SymbolSpacing, SymbolTraits) found)
            ? found
            : Symbols.GetValueOrDefault(symbol);
}

namespace Swictation.Stt.Transform.Rules;

/// <summary>
/// French phrases. A narrow space that no line breaks at stands before ? ! ; and inside « », and a wide one before the colon, as the Imprimerie
/// nationale's Lexique des règles typographiques has it.
/// </summary>
internal static class FrenchRules
{
    private const string Narrow = SymbolTable.NarrowSpace;

    public static IReadOnlyList<TransformRule> All { get; } = [.. Marks(), .. Brackets(), .. Quotes(), .. Symbols(), .. Layout(), .. Capitals(), .. Commands(), .. Escapes()];

    private static RuleList Marks() => new(RuleFamilies.Punctuation)
    {
        { ".", "point", "point final" },
        { ",", "virgule" },
        { SymbolTable.HardSpace + ":", "deux points" },
        { Narrow + ";", "point virgule" },
        { Narrow + "?", "point d'interrogation", "point d’interrogation" },
        { Narrow + "!", "point d'exclamation", "point d’exclamation" },
        { "…", "points de suspension", "trois points", "trois petits points" },
        { "-", "trait d'union", "trait d’union" },
        { "–", SymbolSpacing.None, "tiret", "tiret demi cadratin" },
        { "—", SymbolSpacing.None, "tiret cadratin", "tiret long" },
        { "’", "apostrophe" },
        { "·", "point médian" },
    };

    private static RuleList Brackets() => new(RuleFamilies.Brackets)
    {
        { "(", "ouvrir la parenthèse", "ouvrez la parenthèse", "parenthèse ouvrante", "ouvrir parenthèse" },
        { ")", "fermer la parenthèse", "fermez la parenthèse", "parenthèse fermante", "fermer parenthèse" },
        { "[", "ouvrir le crochet", "ouvrez le crochet", "crochet ouvrant" },
        { "]", "fermer le crochet", "fermez le crochet", "crochet fermant" },
        { "{", "ouvrir l'accolade", "accolade ouvrante" },
        { "}", "fermer l'accolade", "accolade fermante" },
        { "<", "chevron ouvrant" },
        { ">", "chevron fermant" },
    };

    private static RuleList Quotes()
    {
        var list = new RuleList(RuleFamilies.Quotes);
        list.AddQuotes(
            "«" + Narrow, Narrow + "»",
            ["guillemets", "guillemet"],
            ["ouvrir les guillemets", "ouvrez les guillemets", "guillemet ouvrant", "guillemets ouvrants"],
            ["fermer les guillemets", "fermez les guillemets", "guillemet fermant", "guillemets fermants"]);
        list.AddQuotes("\"", "\"", ["guillemet droit", "guillemets droits"], [], []);
        return list;
    }

    private static RuleList Symbols() => new(RuleFamilies.Symbols)
    {
        { "/", "barre oblique", "slash" },
        { "\\", "barre oblique inverse", "barre oblique inversée", "antislash" },
        { "_", "tiret bas", "souligné bas", "underscore" },
        { "@", "arobase", "arrobase" },
        { "&", "esperluette", "et commercial" },
        { "*", "astérisque" },
        { "#", "dièse", "croisillon", "signe dièse" },
        { Narrow + "%", SymbolSpacing.Left, "signe pour cent", "signe pourcentage", "symbole pourcentage" },
        { SymbolTable.HardSpace + "€", SymbolSpacing.Left, "signe euro", "symbole euro" },
        { SymbolTable.HardSpace + "$", SymbolSpacing.Left, "signe dollar", "symbole dollar" },
        { "§", SymbolSpacing.None, "signe paragraphe" },
        { "°", "signe degré", "symbole degré" },
        { "+", "signe plus" },
        { "−", "signe moins" },
        { "=", "signe égal", "signe égale" },
        { "~", "tilde" },
        { "|", "barre verticale" },
    };

    private static RuleList Layout() => new(RuleFamilies.Layout)
    {
        { "\n", "à la ligne", "nouvelle ligne", "retour à la ligne" },
        { "\n\n", "nouveau paragraphe" },
        { "\t", "tabulation" },
        { " ", SymbolSpacing.Both, "barre d'espace", "espace insécable ordinaire" },
        { RuleAction.NoSpace, "sans espace" },
    };

    private static RuleList Capitals() => new(RuleFamilies.Capitals)
    {
        { RuleAction.UpperCase, "activer les majuscules", "majuscules activées" },
        { RuleAction.NormalCase, "désactiver les majuscules", "majuscules désactivées" },
        { RuleAction.UpperCaseNext, "tout en majuscules" },
        { RuleAction.CapitalizeNext, "majuscule" },
        { RuleAction.LowerCaseNext, "minuscule" },
    };

    private static RuleList Commands()
    {
        var list = new RuleList(RuleFamilies.Editing)
        {
            { RuleAction.DeleteUtterance, "efface ça", "annule ça", "supprime ça" },
            { RuleAction.DeleteWord, "efface le dernier mot", "supprime le dernier mot" },
        };
        list.AddAsIs(new TransformRule { Phrase = "arrête la dictée", Action = RuleAction.HostCommand, Output = "stop-dictation", AtEndOnly = true, Family = RuleFamilies.Host });
        list.AddAsIs(new TransformRule { Phrase = "arrêter la dictée", Action = RuleAction.HostCommand, Output = "stop-dictation", AtEndOnly = true, Family = RuleFamilies.Host });
        return list;
    }

    private static RuleList Escapes() => new(RuleFamilies.Escapes)
    {
        { RuleAction.Escape, "littéralement", "le mot" },
        {
            RuleAction.Keep,
            "le point", "un point", "ce point", "au point", "du point", "point de vue", "point de départ", "à quel point", "point fort", "point faible", "mise au point", "les deux points",
            "la virgule", "une virgule", "ces trois points", "les trois points", "le tiret", "en majuscule", "une majuscule", "une minuscule"
        },
    };
}

namespace Swictation.Stt.Transform.Rules;

/// <summary>German phrases. „ and “ are the quotation marks.</summary>
internal static class GermanRules
{
    public static IReadOnlyList<TransformRule> All { get; } = [.. Marks(), .. Brackets(), .. Quotes(), .. Symbols(), .. Layout(), .. Capitals(), .. Commands(), .. Escapes()];

    private static RuleList Marks() => new(RuleFamilies.Punctuation)
    {
        { ".", "punkt" },
        { ",", "komma", "beistrich" },
        { ":", "doppelpunkt" },
        { ";", "semikolon", "strichpunkt" },
        { "?", "fragezeichen" },
        { "!", "ausrufezeichen", "ausrufungszeichen", "rufzeichen" },
        { "...", "auslassungspunkte", "drei punkte", "punkt punkt punkt" },
        { "-", "bindestrich" },
        { "–", SymbolSpacing.None, "gedankenstrich" },
        { "’", "apostroph" },
        { "·", "mittelpunkt zeichen" },
    };

    private static RuleList Brackets() => new(RuleFamilies.Brackets)
    {
        { "(", "klammer auf", "runde klammer auf", "öffnende klammer" },
        { ")", "klammer zu", "runde klammer zu", "schließende klammer" },
        { "[", "eckige klammer auf" },
        { "]", "eckige klammer zu" },
        { "{", "geschweifte klammer auf" },
        { "}", "geschweifte klammer zu" },
        { "<", "spitze klammer auf" },
        { ">", "spitze klammer zu" },
    };

    private static RuleList Quotes()
    {
        var list = new RuleList(RuleFamilies.Quotes);
        list.AddQuotes("„", "“", ["anführungszeichen", "anführungsstriche"], ["anführungszeichen auf", "anführungszeichen unten", "zitat anfang"], ["anführungszeichen zu", "anführungszeichen oben", "zitat ende"]);
        list.AddQuotes("‚", "‘", ["einfache anführungszeichen", "einfaches anführungszeichen"], ["einfaches anführungszeichen auf"], ["einfaches anführungszeichen zu"]);
        return list;
    }

    private static RuleList Symbols() => new(RuleFamilies.Symbols)
    {
        { "/", "schrägstrich" },
        { "\\", "rückwärtsschrägstrich", "umgekehrter schrägstrich", "backslash" },
        { "_", "unterstrich" },
        { "@", "at zeichen", "klammeraffe" },
        { "&", "kaufmännisches und", "und zeichen" },
        { "*", "sternchen" },
        { "#", "raute zeichen", "rautezeichen", "hashtag" },
        { "%", "prozentzeichen", "prozent zeichen" },
        { "€", SymbolSpacing.None, "eurozeichen", "euro zeichen" },
        { "$", SymbolSpacing.None, "dollarzeichen", "dollar zeichen" },
        { "§", SymbolSpacing.None, "paragrafzeichen", "paragraphenzeichen", "paragraf zeichen" },
        { "°", "gradzeichen", "grad zeichen" },
        { "+", "pluszeichen", "plus zeichen" },
        { "−", "minuszeichen", "minus zeichen" },
        { "=", "gleichheitszeichen", "istgleichzeichen", "gleich zeichen" },
        { "~", "tilde" },
        { "|", "senkrechter strich" },
    };

    private static RuleList Layout() => new(RuleFamilies.Layout)
    {
        { "\n", "neue zeile", "zeilenumbruch", "nächste zeile" },
        { "\n\n", "neuer absatz", "nächster absatz" },
        { "\t", "tabulator", "tabulatortaste" },
        { " ", SymbolSpacing.Both, "leertaste", "leerzeichen" },
        { RuleAction.NoSpace, "kein leerzeichen", "ohne leerzeichen" },
    };

    private static RuleList Capitals() => new(RuleFamilies.Capitals)
    {
        { RuleAction.UpperCase, "großbuchstaben an", "großbuchstaben ein" },
        { RuleAction.NormalCase, "großbuchstaben aus" },
        { RuleAction.UpperCaseNext, "alles groß" },
        { RuleAction.CapitalizeNext, "großgeschrieben", "groß geschrieben" },
        { RuleAction.LowerCaseNext, "kleingeschrieben", "klein geschrieben" },
    };

    private static RuleList Commands()
    {
        var list = new RuleList(RuleFamilies.Editing)
        {
            { RuleAction.DeleteUtterance, "streich das", "lösch das", "lösche das" },
            { RuleAction.DeleteWord, "letztes wort löschen", "lösche das letzte wort" },
        };
        foreach ((string phrase, string command) in new[] { ("diktat beenden", "stop-dictation"), ("diktat starten", "start-dictation"), ("diktat pausieren", "pause-dictation") })
            list.AddAsIs(new TransformRule { Phrase = phrase, Action = RuleAction.HostCommand, Output = command, AtEndOnly = true, Family = RuleFamilies.Host });
        return list;
    }

    private static RuleList Escapes() => new(RuleFamilies.Escapes)
    {
        { RuleAction.Escape, "wörtlich", "das wort" },
        { RuleAction.Keep, "der punkt", "den punkt", "dem punkt", "ein punkt", "einen punkt", "diesem punkt", "dieser punkt", "diesen punkt", "punkt für punkt", "das komma", "ein komma" },
    };
}

namespace Swictation.Stt.Transform.Rules;

/// <summary>Spanish phrases. Questions and exclamations open with ¿ and ¡, which are said.</summary>
internal static class SpanishRules
{
    public static IReadOnlyList<TransformRule> All { get; } = [.. Marks(), .. Brackets(), .. Quotes(), .. Symbols(), .. Layout(), .. Capitals(), .. Commands(), .. Escapes()];

    private static RuleList Marks() => new(RuleFamilies.Punctuation)
    {
        { ".", "punto", "punto final", "punto y seguido" },
        { ",", "coma" },
        { ":", "dos puntos" },
        { ";", "punto y coma" },
        { "¿", "abrir interrogación", "abre interrogación", "abrir signo de interrogación", "signo de apertura de interrogación" },
        { "?", "cerrar interrogación", "cierra interrogación", "cerrar signo de interrogación", "signo de interrogación" },
        { "¡", "abrir exclamación", "abre exclamación", "abrir signo de exclamación", "abrir admiración", "abre admiración" },
        { "!", "cerrar exclamación", "cierra exclamación", "cerrar signo de exclamación", "signo de exclamación", "cerrar admiración", "cierra admiración" },
        { "...", "puntos suspensivos", "tres puntos" },
        { "-", "guion", "guión" },
        { "—", SymbolSpacing.None, "raya" },
        { "’", "apóstrofo" },
    };

    private static RuleList Brackets() => new(RuleFamilies.Brackets)
    {
        { "(", "abrir paréntesis", "abre paréntesis" },
        { ")", "cerrar paréntesis", "cierra paréntesis" },
        { "[", "abrir corchete", "abre corchete", "abrir corchetes" },
        { "]", "cerrar corchete", "cierra corchete", "cerrar corchetes" },
        { "{", "abrir llave", "abre llave", "abrir llaves" },
        { "}", "cerrar llave", "cierra llave", "cerrar llaves" },
        { "<", "abrir corchete angular" },
        { ">", "cerrar corchete angular" },
    };

    private static RuleList Quotes()
    {
        var list = new RuleList(RuleFamilies.Quotes);
        list.AddQuotes("\"", "\"", ["comillas"], ["abrir comillas", "abre comillas"], ["cerrar comillas", "cierra comillas"]);
        list.AddQuotes("«", "»", ["comillas latinas", "comillas angulares"], ["abrir comillas latinas", "abrir comillas angulares"], ["cerrar comillas latinas", "cerrar comillas angulares"]);
        return list;
    }

    private static RuleList Symbols() => new(RuleFamilies.Symbols)
    {
        { "/", "barra", "barra oblicua", "barra diagonal" },
        { "\\", "barra invertida", "barra inversa" },
        { "_", "guion bajo", "guión bajo", "subrayado bajo" },
        { "@", "arroba" },
        { "&", "et comercial", "signo et" },
        { "*", "asterisco" },
        { "#", "almohadilla", "signo numeral", "signo de número" },
        { "%", SymbolSpacing.Left, "signo de porcentaje", "símbolo de porcentaje", "signo por ciento" },
        { "€", SymbolSpacing.None, "signo de euro", "símbolo de euro" },
        { "$", "signo de dólar", "signo de pesos", "símbolo de dólar" },
        { "§", SymbolSpacing.None, "signo de párrafo", "signo de sección" },
        { "°", "signo de grado", "signo de grados" },
        { "+", "signo más", "signo de más" },
        { "−", "signo menos", "signo de menos" },
        { "=", "signo igual", "signo de igual" },
        { "~", "virgulilla" },
        { "|", "barra vertical" },
    };

    private static RuleList Layout() => new(RuleFamilies.Layout)
    {
        { "\n", "nueva línea", "línea nueva", "salto de línea" },
        { "\n\n", "nuevo párrafo", "párrafo nuevo" },
        { ".\n", "punto y aparte" },
        { "\t", "tabulador", "tabulación" },
        { " ", SymbolSpacing.Both, "barra espaciadora" },
        { RuleAction.NoSpace, "sin espacio" },
    };

    private static RuleList Capitals() => new(RuleFamilies.Capitals)
    {
        { RuleAction.UpperCase, "activar mayúsculas", "mayúsculas activadas" },
        { RuleAction.NormalCase, "desactivar mayúsculas", "mayúsculas desactivadas" },
        { RuleAction.UpperCaseNext, "todo en mayúsculas", "todo mayúsculas" },
        { RuleAction.CapitalizeNext, "mayúscula" },
        { RuleAction.LowerCaseNext, "minúscula" },
    };

    private static RuleList Commands()
    {
        var list = new RuleList(RuleFamilies.Editing)
        {
            { RuleAction.DeleteUtterance, "borra eso", "borrar eso", "elimina eso" },
            { RuleAction.DeleteWord, "borra la última palabra", "borrar la última palabra" },
        };
        list.AddAsIs(new TransformRule { Phrase = "detener dictado", Action = RuleAction.HostCommand, Output = "stop-dictation", AtEndOnly = true, Family = RuleFamilies.Host });
        list.AddAsIs(new TransformRule { Phrase = "terminar dictado", Action = RuleAction.HostCommand, Output = "stop-dictation", AtEndOnly = true, Family = RuleFamilies.Host });
        return list;
    }

    private static RuleList Escapes() => new(RuleFamilies.Escapes)
    {
        { RuleAction.Escape, "literalmente", "la palabra" },
        {
            RuleAction.Keep,
            "el punto", "un punto", "este punto", "ese punto", "al punto", "del punto", "punto de vista", "punto de partida", "a punto", "en punto", "hasta cierto punto", "los dos puntos", "la coma",
            "la barra", "una barra", "en coma", "la raya", "una raya", "una mayúscula", "una minúscula", "que coma", "quien coma"
        },
    };
}

namespace Swictation.Stt.Transform.Numbers;

/// <summary>What a single word does in a number.</summary>
internal enum NumeralType
{
    /// <summary>"zero", "nought".</summary>
    Zero,

    /// <summary>"oh" and "o", which are digits only beside other digits.</summary>
    Oh,

    /// <summary>One to nine.</summary>
    Unit,

    /// <summary>Ten to nineteen.</summary>
    Teen,

    /// <summary>Twenty to ninety.</summary>
    Tens,

    /// <summary>"hundred".</summary>
    Hundred,

    /// <summary>"thousand" and above: the value is the power of ten.</summary>
    Scale,

    /// <summary>"fifties": the value is 50.</summary>
    Decade,

    /// <summary>"hundreds", "thousands": the value is the power of ten.</summary>
    DecadeScale,

    /// <summary>"point", "dot".</summary>
    Point,

    /// <summary>"and".</summary>
    And,

    /// <summary>"minus", "negative".</summary>
    Minus,

    /// <summary>"a", "an": one, in front of a hundred or more.</summary>
    Article,

    /// <summary>"double", "triple": the value says how often the digit behind it counts.</summary>
    Repeat,
}

namespace Swictation.Stt.Transform.Engine;

/// <summary>How letters are written until told otherwise.</summary>
internal enum LetterCase : byte
{
    Normal,
    Upper,
    Lower,
    Title,
}

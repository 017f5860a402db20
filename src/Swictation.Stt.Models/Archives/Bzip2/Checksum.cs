namespace Swictation.Stt.Models.Bzip2;

/// <summary>The CRC-32 of bzip2: polynomial 0x04C11DB7, the highest bit of each byte first.</summary>
internal static class Checksum
{
    private static readonly uint[] Table = MakeTable();

    public const uint Start = 0xFFFFFFFF;

    public static uint Append(uint state, byte value) => (state << 8) ^ Table[(state >> 24) ^ value];

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i << 24;
            for (int bit = 0; bit < 8; bit++)
                value = (value & 0x80000000) != 0 ? (value << 1) ^ 0x04C11DB7 : value << 1;
            table[i] = value;
        }

        return table;
    }
}

using System.Text;

namespace PayFunctions.Tests.Fuzz;

/// <summary>Bytes that were good, with some of them lost, doubled, moved or others.</summary>
internal static class OddBytes
{
    private static readonly byte[][] Pieces =
    [
        [0], [0xFF], [0xEF, 0xBB, 0xBF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF8, 0x88, 0x80, 0x80, 0x80], [0xFF, 0xFE], [0x81], [0x81, 0x30, 0x81, 0x30],
        [0x0D], [0x0A], [0x30, 0x80], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x02, 0x00], [0x1F, 0x8B, 0x08], [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06],
    ];

    public static byte[] Changed(Dice dice, byte[] good)
    {
        var bytes = good;
        for (var left = dice.From(1, 4); left > 0; left--) bytes = Once(dice, bytes);
        return bytes;
    }

    private static byte[] Once(Dice dice, byte[] bytes)
    {
        if (bytes.Length == 0) return dice.Of(Pieces);
        var at = dice.Below(bytes.Length);
        var length = Math.Min(dice.Of([1, 2, 4, 16, 64, 256]), bytes.Length - at);
        var part = bytes.AsSpan(at, length);
        switch (dice.Below(8))
        {
            case 0:
                return With(bytes, at, (byte)(bytes[at] ^ (1 << dice.Below(8))));
            case 1:
                return With(bytes, at, (byte)dice.Below(256));
            case 2:
                return bytes[..at];
            case 3:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 4:
                return [.. bytes[..at], .. part, .. bytes[at..]];
            case 5:
                return [.. bytes[..at], .. dice.Of(Pieces), .. bytes[at..]];
            case 6:
                return [.. bytes[..at], .. Encoding.UTF8.GetBytes(OddText.Of(dice)), .. bytes[(at + length)..]];
            default:
                return [.. bytes[..at], .. dice.Bytes(length), .. bytes[(at + length)..]];
        }
    }

    private static byte[] With(byte[] bytes, int at, byte value)
    {
        var changed = bytes.ToArray();
        changed[at] = value;
        return changed;
    }
}

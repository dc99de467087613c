using System.Text;

namespace PayFunctions.Core.Reconciliation.Bills;

/// <summary>The two encodings of bills.</summary>
internal static class BillEncodings
{
    public static Encoding Utf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>GB18030, of which GBK is a part.</summary>
    public static Encoding Gbk { get; } = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")
        ?? throw new InvalidOperationException("The runtime has lost GB18030.");

    /// <summary>Where the first byte stands that belongs to no character, or -1. No character has a line feed in it.</summary>
    public static int FirstWrong(ReadOnlySpan<byte> bytes, Encoding encoding) => ReferenceEquals(encoding, Utf8)
        ? FirstWrongUtf8(bytes)
        : FirstWrongGbk(bytes);

    private static int FirstWrongUtf8(ReadOnlySpan<byte> bytes)
    {
        if (System.Text.Unicode.Utf8.IsValid(bytes)) return -1;
        for (var at = 0; at < bytes.Length;)
        {
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) != System.Buffers.OperationStatus.Done) return at;
            at += length;
        }

        return -1;
    }

    private static int FirstWrongGbk(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; ;)
        {
            var next = bytes[at..].IndexOfAnyExceptInRange((byte)0, (byte)0x7F);
            if (next < 0) return -1;
            for (at += next; at < bytes.Length && bytes[at] > 0x7F;)
            {
                var length = LengthOfGbk(bytes[at..]);
                if (length == 0) return at;
                at += length;
            }
        }
    }

    /// <summary>Two bytes, or the four of GB18030; 0 when it is neither.</summary>
    private static int LengthOfGbk(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] is 0x80 or 0xFF || bytes.Length < 2) return 0;
        if (bytes[1] is >= 0x40 and not 0x7F and not 0xFF) return 2;
        return bytes[1] is >= 0x30 and <= 0x39 && bytes.Length >= 4 && bytes[2] is >= 0x81 and <= 0xFE
            && bytes[3] is >= 0x30 and <= 0x39 ? 4 : 0;
    }
}

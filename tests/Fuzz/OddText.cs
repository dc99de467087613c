namespace PayFunctions.Tests.Fuzz;

/// <summary>Texts on which parsers stumble: borders of numbers and dates, what means something to somebody, half characters.</summary>
internal static class OddText
{
    private static readonly string[] All =
    [
        "", " ", "\0", "a\0b", "null", "true", "0", "-0", "-1", "1", "00", "+1", "1.5", "1e3", "1E400", "-1e-400", "NaN", "Infinity", "0x1F",
        "2147483647", "2147483648", "9007199254740993", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "99999999999999999999999999999999999999", "0.000000000000000000000000000001", "79228162514264337593543950336", "1,234.56", "12.345",
        "１２３", "٣", "²", "…", "é", "e\u0301", "\u202Etxt", "\uFEFFa", "😀", "\uD800", "\uDC00x", "\uFFFE", "ß", "İ", "\u2028",
        "../../etc/passwd", "..", ".", "/", "\\", "%", "%2", "%00", "%2F", "%ZZ", "%C0%AF", "a%20b", "+", "&", "=", "a=b&c=d", "?", "#", ";", "|", "default|x",
        "'", "\"", "''", "' or '1'='1", "PartitionKey eq 'x'", "`", "<script>", "{}", "[]", "{\"a\":1}", "[[[[[[[[", "\\u0000", "\r\n", "\r\nX: y", "\n", "\t",
        "0000-00-00", "2026-02-30", "9999-12-31", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00+14:00", "2026-11-20T12:00:60Z", "2026-11-20T12:00:00+99:99",
        "20261120", "2026-11-20 08:00:05", "1792065600", "99999999999999", "-62135596800", "253402300800",
        "CNY", "cny", "XXX", "JPY", "KWD", "C NY", "PAID", "SUCCESS", "wechatpay", "alipay", "unionpay", "appstore", "native", "1900000001",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "AAAA", "====", "A===", "////", "eyJhbGciOiJub25lIn0", "eyJhbGciOiJub25lIn0..", "..",
        "127.0.0.1:99999", "[::1]:80", "::ffff:1.2.3.4", "1.2.3.4, 5.6.7.8", "fe80::1%eth0", "application/json", "application/x+json;", "multipart/form-data; boundary=",
    ];

    public static string Of(Dice dice) => dice.Below(12) switch
    {
        0 => new string((char)dice.From(0x20, 0x7E), dice.Of([1, 31, 32, 33, 63, 64, 65, 127, 128, 129, 255, 256, 257, 1023, 1025, 4097])),
        1 => dice.Of(All) + dice.Of(All),
        2 => $"{dice.Below(int.MaxValue)}",
        _ => dice.Of(All),
    };

    /// <summary>The text with a few of its characters others.</summary>
    public static string Changed(Dice dice, string text)
    {
        if (text.Length == 0) return Of(dice);
        var at = dice.Below(text.Length);
        return dice.Below(8) switch
        {
            0 => text[..at],
            1 => text[at..],
            2 => text.Remove(at, 1),
            3 => text.Insert(at, Of(dice)),
            4 => text + text,
            5 => text.ToUpperInvariant() == text ? text.ToLowerInvariant() : text.ToUpperInvariant(),
            6 => text[..at] + (char)(text[at] ^ (1 << dice.Below(6))) + text[(at + 1)..],
            _ => Of(dice),
        };
    }
}

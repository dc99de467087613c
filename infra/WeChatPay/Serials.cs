namespace PayFunctions.Infra.WeChatPay;

/// <summary>Certificate serials as WeChat Pay writes them: up to 40 hex digits, in either case.</summary>
internal static class Serials
{
    private const int DigitsMax = 40;

    public static bool IsCertificateSerial(string serial)
    {
        if (serial.Length is 0 or > DigitsMax) return false;
        foreach (var digit in serial)
            if (!char.IsAsciiHexDigit(digit)) return false;
        return true;
    }

    /// <summary>Leading zeros are written by some tools and left out by others.</summary>
    public static bool Same(string a, string b) =>
        a.AsSpan().TrimStart('0').Equals(b.AsSpan().TrimStart('0'), StringComparison.OrdinalIgnoreCase);
}
